// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@code --growth} adds: people, channels and messages that nobody looks at. */
final class Stored {
    private static final int FROM_PERSON = 100_000;
    private static final int PEOPLE = 500;
    private static final int CHANNELS = 100;
    private static final int MEMBERS = 50;
    private static final int MESSAGES_EACH = 200;

    private Stored() {}

    /**
     * Imports it, and returns when the read models have it.
     *
     * @param export a file to be written
     */
    static void fill(AdminDoor admin, Path export, int times) throws IOException, InterruptedException {
        int people = PEOPLE * times;
        try (var writer = new ExportWriter(export)) {
            writer.people(FROM_PERSON, FROM_PERSON + people);
            var channels = new ArrayList<ExportWriter.Channel>();
            for (int i = 0; i < CHANNELS * times; i++) {
                int first = i * MEMBERS;
                List<Integer> members = IntStream.range(first, first + MEMBERS)
                        .mapToObj(each -> FROM_PERSON + each % people)
                        .toList();
                channels.add(new ExportWriter.Channel("C0STORED" + i, "stored-" + i, members));
            }
            writer.channels(channels);
            for (ExportWriter.Channel each : channels) writer.history(each.name(), MESSAGES_EACH, each.members());
        }
        admin.importExport(export, Bed.WORKSPACE);
        admin.settle();
    }
}
