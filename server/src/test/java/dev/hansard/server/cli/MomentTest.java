// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    private final Moment.Reader reader = new Moment.Reader();

    @Test
    void dayShouldBeWhole() {
        Moment day = reader.convert("2026-11-22");
        assertThat(day.start()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(day.end()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(Instant.ofEpochSecond(day.lastSecond())).isEqualTo(Instant.parse("2026-11-22T23:59:59Z"));
    }

    @Test
    void momentShouldBeItself() {
        Moment moment = reader.convert("2026-11-22T10:00:00.5Z");
        assertThat(moment.end()).isEqualTo(moment.start()).isEqualTo(Instant.parse("2026-11-22T10:00:00.5Z"));
        assertThat(moment.lastSecond()).isEqualTo(moment.start().getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit --from yesterday",
                "export --workspace w --out x --to yesterday",
                "hold create --workspace w --name n --reason r --from yesterday",
                "case search M1 --workspace w --to yesterday",
            })
    void everyCommandShouldRefuseWhatIsNoTimeAlike(String line) {
        var err = new StringWriter();
        int code =
                HansardCommand.commandLine().setErr(new PrintWriter(err, true)).execute(line.split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("yesterday is neither a day like 2026-11-22 nor a moment like");
    }
}
