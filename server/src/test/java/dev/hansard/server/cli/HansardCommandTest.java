// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.RunSettings;
import dev.hansard.server.ServerRole;
import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HansardCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return HansardCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private static RunSettings parsed(String... args) {
        var command = new RunCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
        return command.settings();
    }

    private static Stream<String> subcommands() {
        return HansardCommand.commandLine().getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
    }

    /** Others are for the launcher itself. */
    private static Stream<String> subcommandsForPeople() {
        Map<String, CommandLine> all = HansardCommand.commandLine().getSubcommands();
        return subcommands()
                .filter(name -> !all.get(name).getCommandSpec().usageMessage().hidden());
    }

    @ParameterizedTest
    @MethodSource("subcommandsForPeople")
    void launcherKnowsEverySubcommand(String subcommand) throws IOException {
        String launcher = Files.readString(Path.of(System.getProperty("hansard.root", ".."), "hansard"));
        assertThat(launcher)
                .containsPattern("\n  " + subcommand + " +\\w")
                .containsPattern("[|] " + subcommand + "\\b|  " + subcommand + " [|]");
    }

    @ParameterizedTest
    @MethodSource("subcommands")
    void everySubcommandExplainsItself(String subcommand) {
        assertThat(run(subcommand, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: hansard " + subcommand);
    }

    @Test
    void documentsItsExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:", "no server is running");
    }

    @Test
    void takesSecretsOfElasticsearchFromFilesOnly() {
        assertThat(parsed("--search-url", "https://one:9200,https://two:9200", "--search-api-key-file", "key")
                        .search())
                .isEqualTo(
                        new RunSettings.Search("https://one:9200,https://two:9200", Path.of("key"), null, null, null));
        assertThat(run("run", "--search-user", "me")).isEqualTo(2);
    }

    @Test
    void runsEverythingOnLoopbackByDefault() {
        assertThat(parsed())
                .isEqualTo(new RunSettings(
                        Path.of("data"),
                        null,
                        null,
                        new RunSettings.Node(null, null, null, null, null),
                        "127.0.0.1",
                        8065,
                        8066,
                        false,
                        java.util.EnumSet.allOf(ServerRole.class),
                        true,
                        null));
    }

    @Test
    void takesRolesInAnyCase() {
        assertThat(parsed("--roles=command,Edge").roles())
                .containsExactlyInAnyOrder(ServerRole.COMMAND, ServerRole.EDGE);
    }

    @Test
    void takesAnExistingDatabase() {
        assertThat(parsed("--db-url", "jdbc:mysql://db/h", "--db-user", "u", "--db-password-file", "p")
                        .database())
                .isEqualTo(new RunSettings.Database("jdbc:mysql://db/h", "u", Path.of("p")));
    }

    @Test
    void refusesAnUnknownRole() {
        assertThat(run("run", "--roles=everything")).isEqualTo(2);
        assertThat(err.toString()).contains("everything").contains("compliance");
    }

    @Test
    void refusesADatabaseUserWithoutADatabase() {
        assertThat(run("run", "--db-user=u")).isEqualTo(2);
        assertThat(err.toString()).contains("--db-url");
    }

    @Test
    void refusesToRunUnderTheTemporaryFolder() {
        assertThat(run("run", "--data", System.getProperty("java.io.tmpdir") + "/hansard"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("temporary folder").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "replay history", "token --user somebody"})
    void saysThatNoServerIsRunning(String command) {
        Path folder = TestFolders.create("none");
        String[] args = (command + " --data " + folder).split(" ");

        assertThat(run(args)).isEqualTo(3);
        assertThat(err.toString()).contains("no server is running").contains(folder.toString());
    }

    @Test
    void saysThatNoServerAnswersAtTheAddress() throws Exception {
        Path token = Files.writeString(TestFolders.create("none").resolve("token"), "secret");

        assertThat(run("status", "--url", "http://127.0.0.1:9", "--operator-token-file", token.toString()))
                .isEqualTo(3);
        assertThat(err.toString()).contains("no server answers at http://127.0.0.1:9");
    }

    @Test
    void printsAKeptDemoTokenWithoutAServer() throws Exception {
        Path folder = TestFolders.create("demo");
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/demo-tokens"), "olivia=xoxp-some\n");

        assertThat(run("token", "--user", "olivia", "--data", folder.toString()))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("xoxp-some");
    }

    @Test
    void refusesToImportAFileThatIsNotThere() {
        assertThat(run("import", "absent.zip", "--workspace", "w")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no file absent.zip");
    }
}
