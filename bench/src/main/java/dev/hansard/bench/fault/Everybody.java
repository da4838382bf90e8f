// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.ExportWriter;
import dev.hansard.bench.ExportWriter.Channel;
import dev.hansard.bench.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A workspace with one channel that everybody is in. */
final class Everybody {
    private static final int TIMEOUT_MILLIS = 30_000;

    private Everybody() {}

    static String user(int person) {
        return ExportWriter.user(person);
    }

    static Path export(Path folder, int people, String channel) throws IOException {
        Path zip = folder.resolve("everybody.zip");
        try (var writer = new ExportWriter(zip)) {
            writer.people(people);
            writer.channels(List.of(new Channel(
                    channel, "everybody", IntStream.range(0, people).boxed().toList())));
        }
        return zip;
    }

    static void post(URI edge, String token, String channel, String text) throws IOException {
        byte[] body = ("channel=" + channel + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.US_ASCII);
        try (var connection = new HttpConnection(edge, TIMEOUT_MILLIS)) {
            var answer = connection.post("/api/chat.postMessage", token, "application/x-www-form-urlencoded", body);
            if (answer.status() != 200) throw new IOException("refused: " + answer.status());
        }
    }
}
