// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.AdminDoor;
import dev.hansard.bench.ExportWriter;
import dev.hansard.bench.ExportWriter.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is there: senders, who are in every channel, then readers, who are in two of three, but for some of the last ones, who are in
 * none at first and wander. The first sender also reads the histories in the end.
 *
 * @param tokens of the senders, then of the readers
 */
record Town(List<String> tokens, int senders, int readers, int channels) {
    static final String WORKSPACE = "Faults";
    /** One reader in so many. */
    private static final int WANDERING = 5;

    static Town found(Node node, Path folder, int senders, int readers, int channels)
            throws IOException, InterruptedException {
        var admin = new AdminDoor(
                node.url(), Files.readString(node.secret("operator-token")).strip());
        Path export = folder.resolve("people.zip");
        try (var writer = new ExportWriter(export)) {
            writer.people(senders + readers);
            var all = new ArrayList<Channel>();
            for (int channel = 0; channel < channels; channel++) {
                var members = new ArrayList<Integer>();
                for (int i = 0; i < senders; i++) members.add(i);
                for (int i = 0; i < readers; i++)
                    if (!wanders(i, readers) && isIn(i, channel)) members.add(senders + i);
                all.add(new Channel(channelId(channel), "faults-" + channel, members));
            }
            writer.channels(all);
        }
        admin.importPatiently(export, WORKSPACE);
        admin.settle();
        var tokens = new ArrayList<String>();
        for (int i = 0; i < senders + readers; i++) tokens.add(admin.userToken(WORKSPACE, ExportWriter.user(i)));
        return new Town(tokens, senders, readers, channels);
    }

    private static boolean isIn(int reader, int channel) {
        return (reader + channel) % 3 != 0;
    }

    private static boolean wanders(int reader, int readers) {
        return reader >= readers - readers / WANDERING;
    }

    /** Whether the reader comes and goes. */
    boolean wanders(int reader) {
        return wanders(reader, readers);
    }

    String readerId(int reader) {
        return ExportWriter.user(senders + reader);
    }

    String senderToken(int sender) {
        return tokens.get(sender);
    }

    String readerToken(int reader) {
        return tokens.get(senders + reader);
    }

    /** For each reader the channels that it is in. */
    List<Set<Integer>> memberships() {
        var all = new ArrayList<Set<Integer>>();
        for (int reader = 0; reader < readers; reader++) {
            var mine = new HashSet<Integer>();
            for (int channel = 0; channel < channels; channel++)
                if (!wanders(reader) && isIn(reader, channel)) mine.add(channel);
            all.add(mine);
        }
        return all;
    }

    static String channelId(int channel) {
        return "C0FAULT%03d".formatted(channel);
    }

    /** -1 for a channel that is none of ours. */
    static int channel(String id) {
        return id.startsWith("C0FAULT") ? Integer.parseInt(id.substring(7)) : -1;
    }
}
