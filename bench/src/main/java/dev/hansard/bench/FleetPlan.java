// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who is in which channel: every client a person of its own, every channel about as many members. */
final class FleetPlan {
    private static final int FILES_FOR_OTHER_THINGS = 1_000;

    private FleetPlan() {}

    static String channel(int number) {
        return "C0FLEET%04d".formatted(number);
    }

    /** @param each channels of every person */
    static List<Channel> channels(int people, int perChannel, int each) {
        int count = Math.max(each, people * each / perChannel);
        List<List<Integer>> members = new ArrayList<>();
        for (int i = 0; i < count; i++) members.add(new ArrayList<>());
        for (int person = 0; person < people; person++) {
            for (int j = 0; j < each; j++)
                members.get((person + j * (count / each)) % count).add(person);
        }
        var channels = new ArrayList<Channel>();
        for (int i = 0; i < count; i++) channels.add(new Channel(channel(i), "fleet-" + i, members.get(i)));
        return channels;
    }

    /** No more sockets than one process may have files. */
    static int atMost(int wanted) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (!line.startsWith("Max open files")) continue;
            String hard = line.substring(26).strip().split("\\s+")[1];
            if (!hard.equals("unlimited")) {
                return Math.min(wanted, Integer.parseInt(hard) - FILES_FOR_OTHER_THINGS);
            }
        }
        return wanted;
    }
}
