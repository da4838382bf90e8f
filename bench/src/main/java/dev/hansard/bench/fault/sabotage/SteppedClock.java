// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is wrong by as much as a file says, and is set right or wrong while the server runs. */
final class SteppedClock extends Clock {
    private static final long LOOK_MILLIS = 100;

    private final Clock right;
    private final Path file;
    private volatile long offsetMillis;

    SteppedClock(Clock right, Path file) {
        this.right = right;
        this.file = file;
        look();
        Thread.ofPlatform().daemon().name("stepped-clock").start(this::follow);
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            offsetMillis =
                    Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            // It is being written: the next look finds it.
        }
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteppedClock(right.withZone(zone), file);
    }

    @Override
    public long millis() {
        return right.millis() + offsetMillis;
    }

    @Override
    public Instant instant() {
        return right.instant().plusMillis(offsetMillis);
    }
}
