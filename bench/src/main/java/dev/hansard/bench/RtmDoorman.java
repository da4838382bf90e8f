// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.load.Doorman;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code rtm.connect}, over one kept-alive connection for each thread that asks. */
public final class RtmDoorman implements Doorman {
    private static final byte[] URL = Bytes.ascii("\"url\":\"");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Supplier<URI> base;
    private final IntFunction<String> tokens;
    private final ThreadLocal<@Nullable Line> line = new ThreadLocal<>();

    private record Line(URI to, HttpConnection connection) {}

    /** @param base where the server is now */
    public RtmDoorman(Supplier<URI> base, IntFunction<String> tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    @Override
    public URI url(int client, @Nullable String cursor) throws IOException, TurnedAway {
        byte[] body = (cursor == null ? "" : "cursor=" + cursor).getBytes(StandardCharsets.US_ASCII);
        HttpConnection.Response answer;
        try {
            answer = line().post("/api/rtm.connect", tokens.apply(client), FORM, body);
        } catch (IOException e) {
            line.remove();
            throw e;
        }
        if (answer.status() == 429 || answer.status() == 503) throw new TurnedAway(Math.max(1, answer.retryAfter()));
        String url = Bytes.textAfter(answer.body(), URL);
        if (url.isEmpty()) throw new IOException(new String(answer.body(), StandardCharsets.UTF_8));
        return URI.create(url);
    }

    private HttpConnection line() throws IOException {
        URI to = base.get();
        Line known = line.get();
        if (known != null && known.to.equals(to)) return known.connection;
        var fresh = new Line(to, new HttpConnection(to));
        line.set(fresh);
        return fresh.connection;
    }
}
