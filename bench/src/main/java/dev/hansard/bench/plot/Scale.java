// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From values, from 0 on, to pixels.
 *
 * @param top value at {@code end}
 * @param start pixel of 0
 * @param end pixel of {@code top}
 */
record Scale(double top, double start, double end) {
    private static final int ABOUT = 5;

    /** Up to a round number that is not below the highest value. */
    static Scale upTo(double highest, double start, double end) {
        double step = step(highest);
        return new Scale(Math.max(step, Math.ceil(highest / step - 1e-9) * step), start, end);
    }

    /** Where a value is; one beyond the top is at the top. */
    double at(double value) {
        return start + (end - start) * Math.min(value, top) / top;
    }

    /** Round values to write beside the axis. */
    List<Double> ticks() {
        double step = step(top);
        var ticks = new ArrayList<Double>();
        for (int i = 0; i * step <= top * (1 + 1e-9); i++) ticks.add(i * step);
        return ticks;
    }

    /** Short, as it stands beside an axis or a bar. */
    static String show(double value) {
        if (value >= 1_000_000) return String.format(Locale.ROOT, "%.2fM", value / 1e6);
        if (value >= 10_000) return String.format(Locale.ROOT, "%.0fk", value / 1e3);
        if (value >= 1_000) return String.format(Locale.ROOT, "%.1fk", value / 1e3);
        if (value >= 100 || value == Math.rint(value)) return String.format(Locale.ROOT, "%.0f", value);
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static double step(double highest) {
        if (!(highest > 0)) return 1;
        double raw = highest / ABOUT;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double leading = raw / power;
        return power * (leading > 5 ? 10 : leading > 2 ? 5 : leading > 1 ? 2 : 1);
    }
}
