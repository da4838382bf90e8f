// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter screen = new StringWriter();
    private long nanos;

    private ProgressBar bar(boolean terminal) {
        return new ProgressBar(new PrintWriter(screen), terminal, () -> nanos);
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void showsRateAndTimeLeftOnATerminal() {
        var bar = bar(true);
        passes(Duration.ofSeconds(10));

        bar.show(0.25, 9_000, "messages");

        assertThat(screen).hasToString("\r 25% [######------------------] 9,000 messages, 900/s, 30 s left");
    }

    @Test
    void coversALongerLineWithTheNextOne() {
        var bar = bar(true);
        passes(Duration.ofSeconds(10));
        bar.show(0.25, 9_000, "messages");
        passes(Duration.ofSeconds(10));
        bar.show(1, 36_000, "messages");
        bar.end();

        String last = screen.toString().substring(screen.toString().lastIndexOf('\r') + 1);
        assertThat(last)
                .startsWith("100% [########################] 36,000 messages, 1,800/s ")
                .endsWith("\n");
        assertThat(last.stripTrailing().length()).isLessThan(last.length() - 1);
    }

    @Test
    void writesPlainLinesNowAndThenElsewhere() {
        var bar = bar(false);
        for (int i = 1; i <= 100; i++) {
            passes(Duration.ofMillis(100));
            bar.show(i / 100.0, i, "events");
        }
        bar.end();

        assertThat(screen.toString().lines())
                .containsExactly(
                        "  1% 1 events, 10/s, 10 s left", " 51% 51 events, 10/s, 5 s left", "100% 100 events, 10/s");
    }

    @Test
    void tellsTimeBriefly() {
        assertThat(ProgressBar.brief(Duration.ofMillis(10))).isEqualTo("1 s");
        assertThat(ProgressBar.brief(Duration.ofSeconds(150))).isEqualTo("3 min");
        assertThat(ProgressBar.brief(Duration.ofHours(3))).isEqualTo("3 h");
    }
}
