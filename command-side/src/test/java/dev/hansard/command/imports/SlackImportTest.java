// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import static dev.hansard.command.imports.ExportBuilder.message;
import static dev.hansard.command.imports.ExportBuilder.reply;
import static dev.hansard.command.imports.ExportBuilder.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Ids;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.command.imports.ImportReport.Count;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackImportTest {
    @TempDir
    Path folder;

    private final FakeWorkspace workspace = new FakeWorkspace();

    private ImportReport run(ExportBuilder export) throws IOException {
        return run(export.write(folder));
    }

    private ImportReport run(Path zip) {
        return new SlackImport(workspace, workspace, Clock.systemUTC(), new SimpleMeterRegistry())
                .run(zip, "Town", any -> {}, () -> false);
    }

    @Test
    void everythingOfAGoodArchiveShouldComeIn() throws IOException {
        ImportReport report = run(small().with(
                        "town/2020-01-01.json",
                        "[%s,%s]"
                                .formatted(
                                        message("U1A", "1577836800.000100", "hello"),
                                        reply("U2B", "1577836801.000100", "1577836800.000100", "hi"))));

        assertThat(report.complete()).isTrue();
        assertThat(report.founded()).isTrue();
        assertThat(report.workspace()).isEqualTo(new WorkspaceId("T9"));
        assertThat(report.people()).isEqualTo(new Count(3, 3, 0, 0));
        assertThat(report.messages()).isEqualTo(new Count(2, 2, 0, 0));
        assertThat(report.skipped()).isEmpty();
        assertThat(workspace.person("U1A").role()).isEqualTo(Role.OWNER);
        assertThat(workspace.person("U1A").profile().email()).isEqualTo("ann@x.example");
        assertThat(workspace.person("U3C").deactivated()).isTrue();
        var channel = workspace.channels.get(new ChannelId("C1"));
        assertThat(channel.topic().text()).isEqualTo("weather");
        assertThat(channel.topic().by()).isEqualTo(new UserId("U2B"));
        assertThat(channel.purpose()).isNull();
        assertThat(channel.created()).isEqualTo(1500000000);
        assertThat(workspace.message("C1", "1577836801.000100").thread()).isEqualTo(Ts.of("1577836800.000100"));
        assertThat(workspace.message("C1", "1577836800.000100").content().text())
                .isEqualTo("hello");
    }

    @Test
    void importingTwiceShouldDoubleNothing() throws IOException {
        Path zip = small().with("town/2020-01-01.json", "[" + message("U1A", "1577836800.000100", "hello") + "]")
                .write(folder);
        run(zip);

        ImportReport again = run(zip);

        assertThat(again.complete()).isTrue();
        assertThat(again.founded()).isFalse();
        assertThat(again.people()).isEqualTo(new Count(3, 0, 3, 0));
        assertThat(again.messages()).isEqualTo(new Count(1, 0, 1, 0));
    }

    @Test
    void interruptedImportShouldSaySoAndGoOnWhenRepeated() throws IOException {
        var export = small();
        for (int day = 1; day <= 9; day++) {
            var messages = new StringBuilder("[");
            for (int i = 0; i < 600; i++) {
                if (i > 0) messages.append(',');
                messages.append(message("U1A", "15778%02d%03d.000100".formatted(day, i), "hello"));
            }
            export.with("town/2020-01-0" + day + ".json", messages.append("]").toString());
        }
        Path zip = export.write(folder);
        var asked = new AtomicInteger();
        var slack = new SlackImport(workspace, workspace, Clock.systemUTC(), new SimpleMeterRegistry());

        ImportReport cut = slack.run(zip, "Town", any -> {}, () -> asked.incrementAndGet() > 12);

        assertThat(cut.complete()).isFalse();
        assertThat(cut.stopped()).isEqualTo("interrupted");
        long before = cut.messages().imported();
        assertThat(before).isBetween(1L, 5399L).isEqualTo(workspace.in("C1").size());
        assertThat(cut.channels().getFirst().complete()).isFalse();

        ImportReport rest = run(zip);
        assertThat(rest.complete()).isTrue();
        assertThat(rest.messages()).isEqualTo(new Count(5400, 5400 - before, before, 0));
        assertThat(workspace.chunks).allMatch(size -> size <= 500);
    }

    @Test
    void storeThatGoesAwayShouldEndTheImportWithoutClaimingToBeComplete() throws IOException {
        workspace.commandsUntilFailure = 2;

        ImportReport report =
                run(small().with("town/2020-01-01.json", "[" + message("U1A", "1577836800.000100", "hello") + "]"));

        assertThat(report.complete()).isFalse();
        assertThat(report.stopped()).isEqualTo("service_unavailable");
        assertThat(report.messages().imported()).isZero();
    }

    @Test
    void directConversationsShouldMeetTheOnesThatPeopleOpen() throws IOException {
        run(small().with(
                        "dms.json",
                        "[{'id':'D1','created':1,'members':['U1A','U2B']},{'id':'D2','members':['U1A','USLACKBOT']}]")
                .with("mpims.json", "[{'id':'G1','name':'mpdm-x-1','members':['U1A','U2B','U3C'],'creator':'U2B'}]")
                .with("D1/2020-01-01.json", "[" + message("U1A", "1577836800.000100", "psst") + "]")
                .with("mpdm-x-1/2020-01-01.json", "[" + message("U1A", "1577836800.000100", "all") + "]"));

        var team = new WorkspaceId("T9");
        ChannelId two = Ids.directConversation(team, List.of(new UserId("U2B"), new UserId("U1A")));
        ChannelId three =
                Ids.directConversation(team, List.of(new UserId("U2B"), new UserId("U1A"), new UserId("U3C")));
        assertThat(workspace.in(two.value())).hasSize(1);
        assertThat(workspace.in(three.value())).hasSize(1);
        assertThat(workspace.channels.get(two).kind()).isEqualTo(ChannelKind.IM);
        assertThat(workspace.channels.get(two).name()).isNull();
        assertThat(workspace.channels).containsKey(new ChannelId("D2"));
    }

    @Test
    void workspaceIdThatIsTakenShouldGiveWayToANewOne() throws IOException {
        workspace.workspaces.put(
                "other", new dev.hansard.api.Views.WorkspaceView(new WorkspaceId("T9"), "Other", "other", 1));

        ImportReport report = run(small());

        assertThat(report.founded()).isTrue();
        assertThat(report.workspace()).isNotEqualTo(new WorkspaceId("T9"));
    }

    @Test
    void privateAndArchivedChannelsShouldStayThat() throws IOException {
        run(small().with("groups.json", "[{'id':'G7','name':'board','is_archived':true,'members':['U1A']}]"));

        var board = workspace.channels.get(new ChannelId("G7"));
        assertThat(board.kind()).isEqualTo(ChannelKind.PRIVATE);
        assertThat(board.archived()).isTrue();
    }

    @Test
    void folderNamesInUtf8ShouldBeFoundHoweverTheArchiveMarksThem() throws IOException {
        var export = small().with("channels.json", "[{'id':'C1','name':'büro','members':[]}]")
                .with("büro/2020-01-01.json", "[" + message("U1A", "1577836800.000100", "hi") + "]");
        Path marked = export.write(folder);
        assertThat(run(marked).messages().imported()).isEqualTo(1);

        String utf8AsLatin1 = new String("büro".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Path unmarked = export.without("büro/2020-01-01.json")
                .with(utf8AsLatin1 + "/2020-01-02.json", "[" + message("U1A", "1577836900.000100", "hi") + "]")
                .namesIn(StandardCharsets.ISO_8859_1)
                .write(folder);
        assertThat(run(unmarked).messages()).isEqualTo(new Count(1, 1, 0, 0));
    }

    @Test
    void progressShouldReachTheWholeOfTheArchive() throws IOException {
        Path zip = small().with("town/2020-01-01.json", "[" + message("U1A", "1577836800.000100", "hello") + "]")
                .write(folder);
        var last = new ImportProgress[1];

        new SlackImport(workspace, workspace, Clock.systemUTC(), new SimpleMeterRegistry())
                .run(zip, "Town", progress -> last[0] = progress, () -> false);

        assertThat(last[0].fraction()).isEqualTo(1);
        assertThat(last[0].messages()).isEqualTo(1);
        assertThat(last[0].rate()).isPositive();
        assertThat(last[0].left()).isZero();
    }
}
