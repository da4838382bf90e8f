// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Checkpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An address that gets every checkpoint as the body of a POST. Any answer of 2xx means that it has it. */
final class PublishHook implements CheckpointPlace {
    private final HttpClient http;
    private final URI url;
    private final @Nullable Path tokenFile;
    private final Duration timeout;

    PublishHook(URI url, @Nullable Path tokenFile, Duration timeout) {
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.url = url;
        this.tokenFile = tokenFile;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return "hook";
    }

    @Override
    public void publish(Checkpoint checkpoint, String note) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Hansard-Log", checkpoint.origin())
                .POST(BodyPublishers.ofString(note));
        if (tokenFile != null) {
            request.header(
                    "Authorization", "Bearer " + Files.readString(tokenFile).strip());
        }
        HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) throw new IOException("it answered " + answer.statusCode());
    }
}
