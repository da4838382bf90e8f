// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Posts one message at a time and returns when it is acknowledged. */
interface Poster extends Closeable {
    /** Answers the ts. The text must need no escaping. */
    String post(String channel, String text) throws IOException;

    /** The doors that a post can take. */
    enum Door {
        RTM,
        HTTP;

        Poster open(URI base, String token) throws IOException {
            return switch (this) {
                case RTM -> new OverRtm(RtmSocket.connect(base, token));
                case HTTP -> new OverHttp(new WebApi(base, token));
            };
        }
    }

    /** A {@code message} frame on the sender's own socket; what others post in the meantime is read past. */
    final class OverRtm implements Poster {
        private static final byte[] REPLY_TO = Bytes.ascii("\"reply_to\":");

        private final RtmSocket socket;
        private long id = 1;

        OverRtm(RtmSocket socket) {
            this.socket = socket;
        }

        @Override
        public String post(String channel, String text) throws IOException {
            long mine = ++id;
            socket.send("{\"id\":" + mine + ",\"type\":\"message\",\"channel\":\"" + channel + "\",\"text\":\"" + text
                    + "\"}");
            while (true) {
                byte[] frame = socket.next();
                if (frame == null) throw new EOFException("the session was closed");
                if (Bytes.numberAfter(frame, REPLY_TO) != mine) continue;
                if (Bytes.contains(frame, Bytes.OK)) return Bytes.textAfter(frame, Bytes.TS);
                throw new WebApi.Refused("message", 200, Bytes.textAfter(frame, Bytes.ascii("\"msg\":\"")));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** {@code chat.postMessage} on a connection of its own. */
    final class OverHttp implements Poster {
        private final WebApi api;

        OverHttp(WebApi api) {
            this.api = api;
        }

        @Override
        public String post(String channel, String text) throws IOException {
            return api.tsOf("chat.postMessage", Map.of("channel", channel, "text", text));
        }

        @Override
        public void close() throws IOException {
            api.close();
        }
    }
}
