// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows how far something long is: one line that renews itself on a terminal, a line now and then elsewhere. */
final class ProgressBar {
    private static final int CELLS = 24;
    private static final Duration RENEWAL = Duration.ofMillis(100);
    private static final Duration LINE = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long started;
    private long shown;
    private int width;
    private @Nullable String waiting;

    ProgressBar(PrintWriter out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.shown = started - LINE.toNanos();
    }

    static ProgressBar on(PrintWriter out) {
        var console = System.console();
        return new ProgressBar(out, console != null && console.isTerminal(), System::nanoTime);
    }

    /**
     * @param fraction done, from 0 to 1
     * @param count how many {@code things} are done
     */
    void show(double fraction, long count, String things) {
        long now = nanos.getAsLong();
        String text = text(Math.clamp(fraction, 0, 1), count, things, Duration.ofNanos(now - started));
        if (now - shown < (terminal ? RENEWAL : LINE).toNanos()) {
            waiting = text;
            return;
        }
        shown = now;
        print(text);
    }

    /** Shows the last state and leaves the line. */
    void end() {
        if (waiting != null) print(waiting);
        if (terminal && width > 0) out.println();
        out.flush();
    }

    private void print(String text) {
        waiting = null;
        if (terminal) {
            out.print('\r' + text + " ".repeat(Math.max(0, width - text.length())));
            width = text.length();
        } else {
            out.println(text);
        }
        out.flush();
    }

    private String text(double fraction, long count, String things, Duration elapsed) {
        double seconds = Math.max(1e-3, elapsed.toNanos() / 1e9);
        int full = (int) (CELLS * fraction);
        String bar = terminal ? "[" + "#".repeat(full) + "-".repeat(CELLS - full) + "] " : "";
        String left = fraction > 0 && fraction < 1
                ? ", " + brief(Duration.ofMillis((long) (seconds * 1000 * (1 - fraction) / fraction))) + " left"
                : "";
        return String.format(
                Locale.ROOT,
                "%3d%% %s%,d %s, %,.0f/s%s",
                (int) (fraction * 100),
                bar,
                count,
                things,
                count / seconds,
                left);
    }

    static String brief(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        if (seconds < 100) return seconds + " s";
        long minutes = Math.round(seconds / 60.0);
        return minutes < 100 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
    }
}
