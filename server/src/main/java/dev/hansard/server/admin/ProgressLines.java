// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a line of JSON now and then while something long runs. */
final class ProgressLines {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final JsonMapper json;
    private final HttpServletResponse response;

    ProgressLines(JsonMapper json, HttpServletResponse response) {
        this.json = json;
        this.response = response;
        response.setContentType("application/x-ndjson");
    }

    /**
     * Returns when {@code work} is done.
     *
     * @param state what to write now, null for an empty line, which shows whether the client is still there
     * @throws IOException when the client went away
     */
    void follow(Future<?> work, Supplier<@Nullable Object> state) throws IOException {
        try {
            while (!work.isDone()) {
                Object now = state.get();
                if (now == null) write("\n");
                else line(now);
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    void line(Object value) throws IOException {
        write(json.writeValueAsString(value) + "\n");
    }

    private void write(String text) throws IOException {
        OutputStream out = response.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
