// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.util.List;
import java.util.Map;

/** What several repetitions of the same measurement gave. */
record Spread(double median, double min, double max) {
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** The median of a row's figure; not a number if it has no such spread. */
    static double median(Map<String, Object> row, String name) {
        return row.get(name) instanceof Spread spread ? spread.median : Double.NaN;
    }

    @Override
    public String toString() {
        return median == min && median == max
                ? format(median)
                : format(median) + " (" + format(min) + ".." + format(max) + ")";
    }

    private static String format(double value) {
        return value >= 100 ? String.format("%,.0f", value) : String.format("%.2f", value);
    }
}
