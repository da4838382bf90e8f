// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Posts batches to a collector, and again with growing pauses until one is taken. */
final class HttpStream implements StreamTarget {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final StreamSettings.HttpTarget settings;
    private final HttpClient http;
    private final Retry retry;

    HttpStream(StreamSettings.HttpTarget settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.retry = Retry.of(
                "audit-stream",
                RetryConfig.custom()
                        .maxAttempts(settings.attempts())
                        .intervalFunction(
                                IntervalFunction.ofExponentialRandomBackoff(settings.backoff(), 2.0, LONGEST_PAUSE))
                        .retryExceptions(IOException.class)
                        .build());
    }

    @Override
    public void send(List<ObjectNode> entries) throws IOException {
        var lines = new StringBuilder();
        for (ObjectNode entry : entries) lines.append(line(entry)).append('\n');
        try {
            retry.executeCheckedSupplier(() -> {
                post(lines.toString());
                return true;
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String line(ObjectNode entry) {
        return switch (settings.format()) {
            case JSON -> entry.toString();
            case CEF -> Cef.line(entry);
        };
    }

    private void post(String body) throws IOException, InterruptedException {
        String type = settings.format() == StreamSettings.Format.JSON ? "application/x-ndjson" : "text/plain";
        var request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", type + "; charset=utf-8")
                .POST(BodyPublishers.ofString(body));
        if (settings.tokenFile() != null) {
            String token = Files.readString(settings.tokenFile()).strip();
            request.header("Authorization", "Bearer " + token);
        }
        int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) throw new IOException("the collector answers " + status);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
