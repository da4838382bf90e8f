// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import static dev.hansard.command.imports.ExportBuilder.message;
import static dev.hansard.command.imports.ExportBuilder.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.command.imports.ImportReport.Count;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are damaged or mean harm: each is reported, and none is called complete. */
class HostileArchiveTest {
    private static final String DAY = "town/2020-01-01.json";
    private static final String GOOD = "[" + message("U1A", "1577836800.000100", "hello") + "]";
    /** Small, so that the tests need no large files. */
    private static final ArchiveLimits LIMITS = new ArchiveLimits(100_000, 50, 200_000, 10_000, 1_000, 3, 5, 4);

    @TempDir
    Path folder;

    private final FakeWorkspace workspace = new FakeWorkspace();

    private ImportReport run(Path zip) {
        return new SlackImport(workspace, workspace, Clock.systemUTC(), new SimpleMeterRegistry(), LIMITS)
                .run(zip, "Town", any -> {}, () -> false);
    }

    private ImportReport run(ExportBuilder export) throws IOException {
        return run(export.write(folder));
    }

    private static byte[] blanks(int size) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) ' ');
        return bytes;
    }

    private void assertRefused(ImportReport report, String reason) {
        assertThat(report.complete()).isFalse();
        assertThat(report.stopped()).isEqualTo(reason);
        assertThat(report.workspace()).isNull();
        assertThat(workspace.workspaces).isEmpty();
        assertThat(workspace.people).hasSize(1);
    }

    private static void assertIncomplete(ImportReport report, String reason, String example) {
        assertThat(report.complete()).isFalse();
        assertThat(report.stopped()).isNull();
        assertThat(report.skipped()).anySatisfy(skip -> {
            assertThat(skip.reason()).isEqualTo(reason);
            assertThat(skip.examples()).contains(example);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "this is no archive at all, however long one reads on in it"})
    void fileThatIsNoArchiveShouldBeRefused(String content) throws IOException {
        assertRefused(run(Files.writeString(folder.resolve("export.zip"), content)), "not_a_zip");
    }

    @Test
    void fileThatIsNotThereShouldBeRefused() {
        assertRefused(run(folder.resolve("nowhere.zip")), "not_a_zip");
    }

    @Test
    void archiveCutOffShouldBeRefused() throws IOException {
        Path zip = small().with(DAY, GOOD).write(folder);
        byte[] bytes = Files.readAllBytes(zip);
        assertRefused(run(Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2))), "not_a_zip");
    }

    @Test
    void archiveWithoutConversationsShouldBeRefused() throws IOException {
        assertRefused(run(new ExportBuilder().with("holiday.txt", "sun")), "not_a_slack_export");
    }

    @Test
    void archiveThatUnpacksToFarMoreThanItsSizeShouldBeRefused() throws IOException {
        var bomb = small();
        for (int i = 10; i < 30; i++) bomb.with("town/2020-01-" + i + ".json", blanks(90_000));
        assertRefused(run(bomb), "zip_bomb");
    }

    @Test
    void listOfFilesThatFillsTheMemoryShouldBeRefused() throws IOException {
        var bomb = small();
        for (int i = 0; i < 300; i++) bomb.with("town/f" + i, new byte[0]);
        assertRefused(run(bomb), "zip_bomb");
    }

    @Test
    void oneFileThatIsTooLargeShouldBeLeftOut() throws IOException {
        ImportReport report = run(small().with(DAY, GOOD).with("town/2020-01-02.json", blanks(100_001)));

        assertIncomplete(report, "entry_too_large", "town/2020-01-02.json");
        assertThat(report.messages().imported()).isEqualTo(1);
    }

    @Test
    void fileLongerThanTheArchivePromisesShouldBeLeftOut() throws IOException {
        Path zip = small().with(DAY, GOOD).write(folder);
        byte[] bytes = Files.readAllBytes(zip);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(DAY) - 46 + 24;
        bytes[at]--;

        assertIncomplete(run(Files.write(zip, bytes)), "damaged_entry", DAY);
        assertThat(workspace.in("C1")).isEmpty();
    }

    @Test
    void fileWithAWrongChecksumShouldBeLeftOut() throws IOException {
        Path zip = small().with(DAY, GOOD).write(folder);
        byte[] bytes = Files.readAllBytes(zip);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(DAY) - 46 + 16;
        bytes[at] ^= 1;

        assertIncomplete(run(Files.write(zip, bytes)), "damaged_entry", DAY);
        assertThat(workspace.in("C1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../../town.json",
                "town/../x.json",
                "C:/x.json",
                "town\\2020-01-01.json",
                "a//b",
                "x\u001b[2Jy"
            })
    void namesThatTrickShouldBeLeftOut(String name) throws IOException {
        ImportReport report = run(small().with(DAY, GOOD).with(name, "[]"));

        assertIncomplete(report, "unsafe_name", name.replace('\u001b', '?'));
        assertThat(report.messages().imported()).isEqualTo(1);
    }

    @Test
    void twoFilesOfOneNameShouldBothBeLeftOut() throws IOException {
        Path zip = small().with(DAY, GOOD).with("town/2020-01-02.json", GOOD).write(folder);
        ExportBuilder.patch(zip, "town/2020-01-02.json", DAY);

        ImportReport report = run(zip);

        assertIncomplete(report, "duplicate_entry", DAY);
        assertThat(report.messages()).isEqualTo(Count.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{'a':1}", "[", "[{'type':'message'", "[]x", "\u0000\u0001"})
    void badJsonShouldBeReported(String json) throws IOException {
        ImportReport report = run(small().with(DAY, json).with("town/2020-01-02.json", GOOD));

        assertIncomplete(report, "bad_json", DAY);
        assertThat(report.channels().getFirst().complete()).isFalse();
        assertThat(report.messages().imported()).isEqualTo(1);
    }

    @Test
    void whatStoodBeforeTheDamageShouldComeIn() throws IOException {
        ImportReport report = run(small().with(DAY, GOOD.replace("]", ",{'type':!!")));

        assertIncomplete(report, "bad_json", DAY);
        assertThat(report.messages()).isEqualTo(new Count(1, 1, 0, 0));
    }

    @Test
    void jsonNestedWithoutEndShouldBeReported() throws IOException {
        assertIncomplete(run(small().with(DAY, "[".repeat(50_000))), "bad_json", DAY);
    }

    @Test
    void bytesThatAreNoTextShouldBeReported() throws IOException {
        byte[] latin1 = GOOD.replace('\'', '"').replace("hello", "h\u00e9llo").getBytes(StandardCharsets.ISO_8859_1);
        assertIncomplete(run(small().with(DAY, latin1)), "bad_json", DAY);
    }

    @Test
    void damagedListOfPeopleShouldNotLoseTheirMessages() throws IOException {
        ImportReport report =
                run(small().with("users.json", "[{'id':'U1A','name':").with(DAY, GOOD));

        assertIncomplete(report, "bad_json", "users.json");
        assertThat(report.messages().imported()).isEqualTo(1);
        assertThat(workspace.person("U1A").deactivated()).isTrue();
    }

    @Test
    void conversationWithoutAUsableIdShouldBeReported() throws IOException {
        ImportReport report = run(small().with("channels.json", "[{'id':'nope','name':'town'},17,null]")
                .with(DAY, GOOD));

        assertIncomplete(report, "bad_conversation", "nope town");
        assertIncomplete(report, "folder_without_conversation", "town");
        assertThat(report.channels()).isEmpty();
    }

    @Test
    void conversationThatTheRulesRefuseShouldBeReported() throws IOException {
        ImportReport report = run(small().with("channels.json", "[{'id':'C1','name':'forbidden','members':[]}]")
                .with("forbidden/2020-01-01.json", GOOD));

        assertIncomplete(report, "refused_invalid_name", "forbidden");
        assertThat(report.channels())
                .singleElement()
                .satisfies(channel -> assertThat(channel.complete()).isFalse());
    }

    @Test
    void peopleBeyondTheLimitShouldNotBeInvented() throws IOException {
        var day = new StringBuilder("[");
        for (int i = 0; i < 10; i++) {
            day.append(i == 0 ? "" : ",").append(message("U0X" + i, "157783680" + i + ".000100", "x"));
        }
        ImportReport report = run(small().with(DAY, day.append("]").toString()));

        assertThat(report.messages()).isEqualTo(new Count(10, 3, 0, 7));
        assertThat(report.skipped()).singleElement().satisfies(skip -> {
            assertThat(skip.reason()).isEqualTo("too_many_unknown_authors");
            assertThat(skip.count()).isEqualTo(7);
            assertThat(skip.examples()).hasSize(LIMITS.examples());
        });
    }

    @Test
    void messageThatIsTooLargeShouldBeSkipped() throws IOException {
        ImportReport report =
                run(small().with(DAY, "[" + message("U1A", "1577836800.000100", "x".repeat(1_001)) + "]"));

        assertThat(report.messages()).isEqualTo(new Count(1, 0, 0, 1));
        assertThat(report.skipped().getFirst().reason()).isEqualTo("message_too_large");
    }
}
