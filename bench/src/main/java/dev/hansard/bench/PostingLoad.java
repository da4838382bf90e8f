// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Posts that are written down in a ledger, until the server dies or somebody says stop. */
final class PostingLoad {
    private final Bed bed;
    private final int senders;
    private final List<String> channels;
    private final Ledger ledger;
    private final Poster.Door door;
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong unacked = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Poster> posters = new ArrayList<>();
    private volatile boolean stopped;

    PostingLoad(Bed bed, int senders, List<String> channels, Ledger ledger, Poster.Door door) {
        this.bed = bed;
        this.senders = senders;
        this.channels = channels;
        this.ledger = ledger;
        this.door = door;
    }

    void start() throws IOException, InterruptedException {
        for (int i = 0; i < senders; i++) posters.add(door.open(bed.url(), bed.token(i)));
        for (int i = 0; i < senders; i++) {
            Poster poster = posters.get(i);
            String channel = channels.get(i % channels.size());
            threads.add(Thread.ofVirtual().start(() -> post(poster, channel)));
        }
    }

    void stop() throws IOException, InterruptedException {
        stopped = true;
        for (Thread thread : threads) thread.join();
        for (Poster poster : posters) poster.close();
    }

    Poster.Door door() {
        return door;
    }

    long acked() {
        return acked.get();
    }

    long unacked() {
        return unacked.get();
    }

    private void post(Poster poster, String channel) {
        while (!stopped) {
            String text = ledger.next();
            try {
                ledger.acked(channel, text, poster.post(channel, text));
                acked.incrementAndGet();
            } catch (WebApi.Refused e) {
                unacked.incrementAndGet();
            } catch (IOException e) {
                unacked.incrementAndGet();
                return;
            }
        }
    }
}
