// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import static dev.hansard.command.imports.ExportBuilder.message;
import static dev.hansard.command.imports.ExportBuilder.reply;
import static dev.hansard.command.imports.ExportBuilder.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.command.imports.ImportReport.Count;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which messages come, and what becomes of each. */
class MessageShapesTest {
    private static final String TS = "1577836800.000100";

    @TempDir
    Path folder;

    private final FakeWorkspace workspace = new FakeWorkspace();

    private ImportReport day(String... messages) throws IOException {
        return run(small().with("town/2020-01-01.json", "[" + String.join(",", messages) + "]"));
    }

    private ImportReport run(ExportBuilder export) throws IOException {
        ImportReport report = new SlackImport(workspace, workspace, Clock.systemUTC(), new SimpleMeterRegistry())
                .run(export.write(folder), "Town", any -> {}, () -> false);
        for (var channel : report.channels()) {
            Count count = channel.messages();
            assertThat(count.inArchive()).isEqualTo(count.imported() + count.alreadyThere() + count.skipped());
        }
        return report;
    }

    private static String with(String fields) {
        return "{'type':'message','user':'U1A','ts':'" + TS + "','text':'x'," + fields + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel_join", "channel_topic", "me_message", "bot_message", "tombstone", "file_share"})
    void subtypesThatHistoryShowsShouldBeKept(String subtype) throws IOException {
        assertThat(day(with("'subtype':'" + subtype + "'")).messages()).isEqualTo(new Count(1, 1, 0, 0));
        assertThat(workspace.message("C1", TS).subtype()).isEqualTo(subtype);
    }

    @ParameterizedTest
    @CsvSource({
        "message_changed, revision_record",
        "message_deleted, revision_record",
        "message_replied, revision_record",
        "ekm_access_denied, content_withheld",
        "Not A Subtype, bad_message"
    })
    void recordsThatAreNoMessagesShouldBeSkippedWithTheReason(String subtype, String reason) throws IOException {
        ImportReport report = day(with("'subtype':'" + subtype + "'"));

        assertThat(report.messages()).isEqualTo(new Count(1, 0, 0, 1));
        assertThat(report.skipped()).singleElement().satisfies(skip -> {
            assertThat(skip.reason()).isEqualTo(reason);
            assertThat(skip.examples()).containsExactly("town/2020-01-01.json " + TS);
        });
        assertThat(report.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'message','user':'U1A','text':'x'}                                 | bad_ts",
                "{'type':'message','user':'U1A','text':'x','ts':1577836800.0001}            | bad_ts",
                "{'type':'message','user':'U1A','text':'x','ts':'9999999999.000000'}        | future_ts",
                "{'type':'message','user':'U1A','text':'x','ts':'1577836800.1','thread_ts':'z'} | bad_message",
                "{'type':'message','text':'x','ts':'1577836800.1'}                          | missing_author",
                "{'type':'message','user':'../x','text':'x','ts':'1577836800.1'}            | bad_author",
                "{'type':'presence','user':'U1A','ts':'1577836800.1'}                       | bad_message",
                "'just text'                                                                | bad_message",
                "17                                                                         | bad_message",
                "{'type':'message','user':'U1A','text':'x','ts':'1577836800.1','thread_ts':'1500000000.1'}"
                        + "| thread_not_found"
            },
            quoteCharacter = '#')
    void unusableMessagesShouldBeSkippedAndTheOthersKept(String bad, String reason) throws IOException {
        ImportReport report = day(bad.strip(), message("U1A", TS, "good"));

        assertThat(report.messages()).isEqualTo(new Count(2, 1, 0, 1));
        assertThat(report.skipped())
                .singleElement()
                .satisfies(skip -> assertThat(skip.reason()).isEqualTo(reason));
        assertThat(workspace.in("C1")).hasSize(1);
    }

    @Test
    void whatHangsOnAMessageShouldComeWithIt() throws IOException {
        day(with("""
                'edited':{'user':'U2B','ts':'1577836900.000000'},'client_msg_id':'abc',
                'reactions':[{'name':'+1','users':['U1A','U2B'],'count':2},{'name':'+1','users':['U2B']},
                             {'name':'','users':['U1A']},{'name':'x','users':['?']}],
                'files':[{'id':'F1','name':'a.txt'}],'blocks':[{'type':'rich_text'}],
                'attachments':[{'text':'t'}],'reply_count':3,'replies':[],'team':'T9'"""));

        var message = workspace.message("C1", TS);
        assertThat(message.editedBy()).isEqualTo(new UserId("U2B"));
        assertThat(message.editedTs()).isEqualTo(Ts.of("1577836900.000000"));
        assertThat(message.clientMsgId()).isEqualTo("abc");
        assertThat(message.reactions()).singleElement().satisfies(reaction -> {
            assertThat(reaction.name()).isEqualTo("+1");
            assertThat(reaction.users()).containsExactlyInAnyOrder(new UserId("U1A"), new UserId("U2B"));
        });
        assertThat(message.content().extra()).isEqualTo("{\"files\":[{\"id\":\"F1\",\"name\":\"a.txt\"}]}");
        assertThat(message.content().blocks()).isEqualTo("[{\"type\":\"rich_text\"}]");
        assertThat(message.content().attachments()).contains("\"id\":1", "\"fallback\"");
    }

    @Test
    void pinsOfTheChannelListAndOfTheMessageShouldCount() throws IOException {
        ImportReport report = run(small().with(
                        "channels.json",
                        "[{'id':'C1','name':'town','creator':'U1A','members':[],'pins':[{'id':'" + TS
                                + "','user':'U2B'},{'id':'1577836999.000000','user':'U2B'}]}]")
                .with(
                        "town/2020-01-01.json",
                        "[" + message("U1A", TS, "a")
                                + ",{'user':'U3C','ts':'1577836801.000000','text':'b','pinned_to':['C1']}]"));

        assertThat(workspace.message("C1", TS).pinnedBy()).isEqualTo(new UserId("U2B"));
        assertThat(workspace.message("C1", "1577836801.000000").pinnedBy()).isEqualTo(new UserId("U3C"));
        assertThat(report.skipped()).singleElement().satisfies(skip -> {
            assertThat(skip.reason()).isEqualTo("pin_without_message");
            assertThat(skip.examples()).containsExactly("town 1577836999.000000");
        });
    }

    @Test
    void authorsWhomTheArchiveDoesNotDescribeShouldBecomeDeactivatedPlaceholders() throws IOException {
        ImportReport report = day(
                message("U0GONE", TS, "x"),
                with("'bot_id':'B77','bot_profile':{'name':'Deploys','app_id':'A5'}")
                        .replace("U1A", "U0BOT")
                        .replace("0100", "0200"),
                "{'type':'message','subtype':'bot_message','bot_id':'B88','username':'cron','ts':'1577836800.000300'}",
                "{'type':'message','subtype':'bot_message','bot_id':'B88','username':'cron','ts':'1577836800.000400'}",
                "{'type':'message','subtype':'bot_message','username':'hook','ts':'1577836800.000500','text':'y'}");

        assertThat(report.messages()).isEqualTo(new Count(5, 5, 0, 0));
        assertThat(report.people()).isEqualTo(new Count(6, 6, 0, 0));
        assertThat(workspace.person("U0GONE").deactivated()).isTrue();
        assertThat(workspace.person("U0BOT").bot().app()).isEqualTo("A5");
        assertThat(workspace.person("U0BOT").bot().name()).isEqualTo("Deploys");
        assertThat(workspace.message("C1", "1577836800.000300").bot()).isEqualTo("B88");
        assertThat(workspace.message("C1", "1577836800.000300").author())
                .isEqualTo(workspace.message("C1", "1577836800.000400").author());
        assertThat(workspace.message("C1", "1577836800.000500").author()).isEqualTo(UserId.SLACKBOT);
    }

    @Test
    void unsortedDayShouldComeInInOrderAndADoubledTsOnce() throws IOException {
        ImportReport report = day(
                reply("U1A", "1577836805.000100", TS, "reply before its root"),
                message("U1A", TS, "root"),
                message("U2B", TS, "same ts"));

        assertThat(report.messages()).isEqualTo(new Count(3, 2, 0, 1));
        assertThat(report.skipped())
                .singleElement()
                .satisfies(skip -> assertThat(skip.reason()).isEqualTo("duplicate_ts"));
        assertThat(workspace.message("C1", TS).content().text()).isEqualTo("root");
    }

    @Test
    void replyFiledOnAnEarlierDayThanItsRootShouldFindIt() throws IOException {
        ImportReport report =
                run(small().with("town/2019-12-31.json", "[" + reply("U1A", "1577836805.000100", TS, "misfiled") + "]")
                        .with("town/2020-01-01.json", "[" + message("U1A", TS, "root") + "]"));

        assertThat(report.messages()).isEqualTo(new Count(2, 2, 0, 0));
        assertThat(report.skipped()).isEmpty();
    }

    @Test
    void tsJustWithinTheClocksToleranceShouldPass() throws IOException {
        Ts soon = Ts.at(Instant.now().plusSeconds(3_600));
        assertThat(day(message("U1A", soon.toString(), "x")).messages().imported())
                .isEqualTo(1);
    }

    @Test
    void halvesOfSurrogatePairsShouldBecomeReplacementCharacters() throws IOException {
        day(message("U1A", TS, "a\\ud800b \\ud83d\\ude00 \\udc00"));

        assertThat(workspace.message("C1", TS).content().text()).isEqualTo("a\uFFFDb \uD83D\uDE00 \uFFFD");
    }

    @Test
    void textOfMessagesShouldNeverBeInTheReport() throws IOException {
        ImportReport report =
                day(message("U1A", "bad", "SECRET"), message("nobody", TS, "SECRET"), with("'subtype':'SECRET'"));

        assertThat(report.toString()).doesNotContain("SECRET");
        assertThat(Arrays.asList(report.skipped().toArray())).hasSize(3);
    }
}
