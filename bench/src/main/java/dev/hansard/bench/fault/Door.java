// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.Bytes;
import dev.hansard.bench.RtmSocket;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;

/** A way to post: answers the {@code ts}, refuses with {@link Calls.Refused}, or leaves the sender in doubt. */
interface Door extends Closeable {
    long post(int channel, int message) throws IOException;

    /** {@code chat.postMessage}. */
    static Door web(Edge edge, String token, int timeoutMillis) throws IOException {
        return new Web(new Calls(edge.url(), token, timeoutMillis));
    }

    /** A {@code message} frame. */
    static Door rtm(Edge edge, String token, int timeoutMillis) throws IOException {
        try (var calls = new Calls(edge.url(), token, timeoutMillis)) {
            String url = calls.call("rtm.connect", "").path("url").asString();
            var socket = new RtmSocket(edge.throughLine(url), timeoutMillis);
            byte[] hello = socket.next();
            if (hello == null) throw new EOFException("no hello");
            return new Rtm(socket, timeoutMillis);
        }
    }

    record Web(Calls calls) implements Door {
        @Override
        public long post(int channel, int message) throws IOException {
            String form = "channel=" + Town.channelId(channel) + "&text=message+" + message + "&client_msg_id="
                    + Messages.clientMsgId(message);
            return Messages.micros(
                    calls.call("chat.postMessage", form).path("ts").asString());
        }

        @Override
        public void close() throws IOException {
            calls.close();
        }
    }

    /** Frames about what others say are read past. */
    final class Rtm implements Door {
        private static final byte[] REPLY_TO = Bytes.ascii("\"reply_to\":");

        private final RtmSocket socket;
        private final long patienceNanos;
        private long id;

        Rtm(RtmSocket socket, int timeoutMillis) {
            this.socket = socket;
            this.patienceNanos = timeoutMillis * 1_000_000L;
        }

        @Override
        public long post(int channel, int message) throws IOException {
            long mine = ++id;
            socket.send("{\"id\":" + mine + ",\"type\":\"message\",\"channel\":\"" + Town.channelId(channel)
                    + "\",\"text\":\"message " + message + "\",\"client_msg_id\":\"" + Messages.clientMsgId(message)
                    + "\"}");
            long end = System.nanoTime() + patienceNanos;
            while (true) {
                if (System.nanoTime() > end) throw new EOFException("no ack");
                byte[] frame = socket.next();
                if (frame == null) throw new EOFException("closed with " + socket.closeCode());
                if (Bytes.numberAfter(frame, REPLY_TO) != mine) continue;
                if (Bytes.contains(frame, Bytes.OK)) return Messages.micros(Bytes.textAfter(frame, Bytes.TS));
                throw new Calls.Refused(Bytes.textAfter(frame, Bytes.ascii("\"msg\":\"")));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
