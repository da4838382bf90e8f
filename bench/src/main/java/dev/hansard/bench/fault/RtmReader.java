// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.Bytes;
import dev.hansard.bench.RtmSocket;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads over RTM; now and then drops the connection without a word, or stops reading for a while. */
final class RtmReader extends Reader {
    private static final byte[] TYPE_MESSAGE = Bytes.ascii("\"type\":\"message\"");
    private static final byte[] HELLO = Bytes.ascii("\"type\":\"hello\"");
    private static final byte[] RESUME_FAILED = Bytes.ascii("\"type\":\"resume_failed\"");
    private static final byte[] CURSOR = Bytes.ascii("\"cursor\":\"");
    private static final byte[] CLIENT_MSG_ID = Bytes.ascii("\"client_msg_id\":\"");
    private static final byte[] CHANNEL = Bytes.ascii("\"channel\":\"");
    private static final int SHORTEST_STAY_MILLIS = 3_000;
    private static final int MORE_STAY_MILLIS = 40_000;

    private volatile long dozeUntil;

    RtmReader(Stage stage, int number, long seed) {
        super(stage, number, seed);
    }

    /** Reads nothing for so long, so that what is due to it piles up. */
    void doze(int millis) {
        dozeUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    void follow(Edge at) throws IOException, InterruptedException {
        String url;
        try (var calls = new Calls(at.url(), stage.town().readerToken(number), PATIENCE_MILLIS)) {
            url = calls.call("rtm.connect", "").path("url").asString();
        }
        @Nullable String from = cursor();
        String query = from == null ? "" : "?cursor=" + from;
        try (var socket = new RtmSocket(at.throughLine(url + query), PATIENCE_MILLIS)) {
            boolean failed = false;
            long leave = System.nanoTime()
                    + TimeUnit.MILLISECONDS.toNanos(SHORTEST_STAY_MILLIS + random.nextInt(MORE_STAY_MILLIS));
            boolean greeted = false;
            while (!isStopped()) {
                doze();
                byte[] frame = socket.next();
                if (frame == null) {
                    stage.tally().count("closed with " + socket.closeCode());
                    throw new EOFException();
                }
                if (Bytes.contains(frame, HELLO)) greeted = true;
                else if (Bytes.contains(frame, RESUME_FAILED)) {
                    failed = true;
                    resumeFailed(Bytes.textAfter(frame, Bytes.ascii("\"reason\":\"")));
                    reached(Bytes.textAfter(frame, CURSOR));
                    catchUp(at);
                } else if (from != null && greeted && !failed) {
                    stage.tally().count("resumes");
                    from = null;
                }
                take(frame);
                if (System.nanoTime() > leave) {
                    stage.tally().count("dropped by reader");
                    return;
                }
            }
        } catch (SocketTimeoutException e) {
            stage.tally().count("reader heard nothing");
            throw e;
        }
    }

    private void take(byte[] frame) {
        String at = Bytes.textAfter(frame, CURSOR);
        if (Bytes.contains(frame, TYPE_MESSAGE)) {
            int message = Messages.number(Bytes.textAfter(frame, CLIENT_MSG_ID));
            int channel = Town.channel(Bytes.textAfter(frame, CHANNEL));
            if (message >= 0) told(channel, message, Messages.micros(Bytes.textAfter(frame, Bytes.TS)), at);
        }
        reached(at);
    }

    private void doze() throws InterruptedException {
        long rest = dozeUntil - System.nanoTime();
        if (dozeUntil != 0 && rest > 0) TimeUnit.NANOSECONDS.sleep(rest);
    }
}
