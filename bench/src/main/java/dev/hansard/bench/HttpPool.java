// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Kept-alive connections for requests that are due at given moments; who finds none free waits, and the wait counts. */
final class HttpPool implements AutoCloseable {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final URI base;
    private final BlockingQueue<HttpConnection> free;
    private final Phaser under = new Phaser(1);

    /** A call of the Web API. The body is a form, encoded. */
    record Request(String method, String token, String body) {}

    /** What became of calls of one kind. */
    static final class Tally {
        private final Histogram micros = new ConcurrentHistogram(120_000_000L, 3);
        private final LongAdder bytes = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final AtomicReference<@Nullable String> why = new AtomicReference<>();

        /** From the moment that a call was due until its answer was read. */
        Histogram micros() {
            return micros;
        }

        long failed() {
            return failed.sum();
        }

        /** Of answers, on average. */
        long bytesEach() {
            return bytes.sum() / Math.max(1, micros.getTotalCount());
        }

        /** The first failure; null if there was none. */
        @Nullable
        String why() {
            return why.get();
        }

        private void failed(String reason) {
            failed.increment();
            why.compareAndSet(null, reason);
        }
    }

    HttpPool(URI base, int connections) throws IOException {
        this.base = base;
        free = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) free.add(new HttpConnection(base));
    }

    /** Returns at once. */
    void send(Request request, long dueNanos, Tally tally) {
        under.register();
        Thread.ofVirtual().start(() -> {
            try {
                call(request, dueNanos, tally);
            } catch (InterruptedException e) {
                tally.failed("interrupted");
            } finally {
                under.arriveAndDeregister();
            }
        });
    }

    /** Waits until everything is answered. */
    void await() {
        under.arriveAndAwaitAdvance();
    }

    private void call(Request request, long dueNanos, Tally tally) throws InterruptedException {
        HttpConnection connection = free.take();
        try {
            HttpConnection.Response answer =
                    connection.post("/api/" + request.method(), request.token(), FORM, Bytes.ascii(request.body()));
            tally.micros.recordValue(Math.max(0, System.nanoTime() - dueNanos) / 1_000);
            tally.bytes.add(answer.body().length);
            if (!Bytes.contains(answer.body(), Bytes.OK)) {
                tally.failed(request.method() + ": " + answer.status() + ' '
                        + Bytes.textAfter(answer.body(), Bytes.ascii("\"error\":\"")));
            }
        } catch (IOException e) {
            tally.failed(request.method() + ": " + e);
            connection = again(connection);
        } finally {
            free.add(connection);
        }
    }

    private HttpConnection again(HttpConnection broken) {
        try {
            broken.close();
            return new HttpConnection(base);
        } catch (IOException e) {
            return broken;
        }
    }

    @Override
    public void close() throws IOException {
        await();
        for (HttpConnection each : free) each.close();
    }
}
