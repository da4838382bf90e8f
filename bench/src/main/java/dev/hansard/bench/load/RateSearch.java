// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

/**
 * Finds the highest rate that is carried: doubles until one is not, then halves the distance between what was carried and what
 * was not, by ratio. A rate is tried for some seconds, so few tries matter more than the last percent; it has failed when it
 * failed twice, as something else may have had the machine the first time.
 */
public final class RateSearch {
    private static final double LOWEST = 1;

    private final int refinements;
    private final double highest;

    /** Tries one rate. */
    @FunctionalInterface
    public interface Try {
        /** Whether so many a second were carried. */
        boolean carries(double rate) throws Exception;
    }

    /**
     * @param refinements tries between the last rate that was carried and the first that was not; each halves their distance
     * @param highest rate that is worth trying
     */
    public RateSearch(int refinements, double highest) {
        this.refinements = refinements;
        this.highest = highest;
    }

    /** The highest rate that was carried; 0 if not even one a second was. */
    public double from(double first, Try once) throws Exception {
        double carried = 0;
        double failed = Double.POSITIVE_INFINITY;
        for (double rate = first; failed == Double.POSITIVE_INFINITY && carried < highest; rate *= 2) {
            double tried = Math.min(rate, highest);
            if (carries(once, tried)) carried = tried;
            else failed = tried;
        }
        while (carried == 0 && failed > LOWEST) {
            double tried = failed / 2;
            if (carries(once, tried)) carried = tried;
            else failed = tried;
        }
        if (carried == 0 || failed == Double.POSITIVE_INFINITY) return carried;
        for (int i = 0; i < refinements; i++) {
            double tried = Math.sqrt(carried * failed);
            if (carries(once, tried)) carried = tried;
            else failed = tried;
        }
        return carried;
    }

    private static boolean carries(Try once, double rate) throws Exception {
        if (once.carries(rate)) return true;
        return once.carries(rate);
    }
}
