// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchTest {
    private static String help(String... arguments) {
        var text = new StringWriter();
        int status = Bench.commandLine().setOut(new PrintWriter(text)).execute(arguments);
        assertThat(status).isEqualTo(CommandLine.ExitCode.OK);
        return text.toString();
    }

    /** Those that measure one server. */
    private static final List<String> OF_ONE_SERVER = List.of(
            "posting",
            "delivery",
            "import",
            "replay",
            "million",
            "kill",
            "raw",
            "connections",
            "reconnects",
            "rooms",
            "broadcast",
            "reads",
            "day",
            "start");

    @Test
    void helpShouldNameEveryScenario() {
        assertThat(help("--help"))
                .contains(OF_ONE_SERVER)
                .contains("plots", "micro", "faults", "rolling", "move", "fanout");
    }

    @ParameterizedTest
    @FieldSource("OF_ONE_SERVER")
    void everyScenarioShouldExplainItself(String scenario) {
        assertThat(help(scenario, "--help"))
                .contains("--seconds", "--repetitions", "--heap", "--profile", "--pin", "--growth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"faults", "rolling", "move"})
    void everyTrialShouldExplainItself(String scenario) {
        assertThat(help(scenario, "--help")).contains("--layout", "--seed", "--rate", "--keep");
    }
}
