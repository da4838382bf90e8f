// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How long a load goes on before anything is measured: a given time, and then, if wanted, until the server's JVM has little
 * left to compile. A server that uses all of one core from its first second on does half as much in its second minute as in
 * its fifth.
 */
final class WarmUp {
    private static final String COMPILERS = "C2 Compiler";
    /** Of a core. */
    private static final double LITTLE = 0.04;

    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(15);

    private final DoubleSupplier compilers;
    private final LongSupplier nanos;
    private final long end;
    private final long limit;
    private long looked;
    private double before;
    private boolean settled;

    /**
     * @param seconds at least
     * @param settle seconds that may be added until the compiler is done
     * @param compilers seconds for which compilers ran or waited for a processor
     */
    WarmUp(int seconds, int settle, DoubleSupplier compilers, LongSupplier nanos) {
        this.compilers = compilers;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
        this.end = looked + TimeUnit.SECONDS.toNanos(seconds);
        this.limit = end + TimeUnit.SECONDS.toNanos(settle);
        this.before = compilers.getAsDouble();
    }

    static WarmUp of(Bed bed, BenchOptions options, int seconds) {
        return new WarmUp(seconds, options.settle, () -> bed.demand(COMPILERS), System::nanoTime);
    }

    /** For what compiles so little that nobody need look. */
    static WarmUp of(int seconds) {
        return new WarmUp(seconds, 0, () -> 0, System::nanoTime);
    }

    /** Asked between pieces of load, each of some seconds. */
    boolean goesOn() {
        long now = nanos.getAsLong();
        if (now >= limit) return false;
        if (now - looked < LOOK_EVERY) return true;
        double demand = compilers.getAsDouble();
        double share = (demand - before) * TimeUnit.SECONDS.toNanos(1) / (now - looked);
        looked = now;
        before = demand;
        settled = share <= LITTLE;
        return now < end || !settled;
    }

    /** Whether the compiler had little to do when it was last looked at; false as well when nobody had looked yet. */
    boolean settled() {
        return settled;
    }
}
