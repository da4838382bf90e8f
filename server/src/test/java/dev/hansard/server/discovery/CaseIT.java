// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.discovery.Doors.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A case from its opening to its end, and a collector's rounds. */
class CaseIT {
    private static final Doors DOORS = Doors.open();

    private static String olivia;
    private static String max;
    private static String ina;
    private static String rita;
    private static String audrey;
    private static String caseId;
    private static String channel;
    private static String edited;
    private static String deleted;

    @BeforeAll
    static void open() {
        olivia = DOORS.token("olivia");
        max = DOORS.token("max");
        ina = DOORS.token("ina");
        rita = DOORS.token("rita");
        audrey = DOORS.token("audrey");
        channel = DOORS.ok(max, "conversations.create", "name", "case-room", "is_private", "true")
                .path("channel")
                .path("id")
                .asString();
        edited = post("the zeppelin project is late");
        DOORS.ok(max, "chat.update", "channel", channel, "ts", edited, "text", "all is well");
        deleted = post("burn the zeppelin files");
        DOORS.ok(max, "chat.delete", "channel", channel, "ts", deleted);
        post("lunch?");
        caseId = DOORS.ok(olivia, "discovery.cases.open", "name", "Doe v. Roe", "reason", "subpoena 7")
                .path("case")
                .path("id")
                .asString();
        grant("ina", "investigator");
        grant("rita", "reviewer");
        DOORS.ok(olivia, "discovery.cases.grant", "case_id", caseId, "user", Doors.id("audrey"), "role", "auditor");
    }

    private static String post(String text) {
        return DOORS.ok(max, "chat.postMessage", "channel", channel, "text", text)
                .path("ts")
                .asString();
    }

    /** By the operator and an owner, as it takes two. */
    private static void grant(String handle, String role) {
        JsonNode asked =
                DOORS.ok(olivia, "discovery.cases.grant", "case_id", caseId, "user", Doors.id(handle), "role", role);
        assertThat(asked.path("waiting_for_approval").asBoolean()).isTrue();
        approve(caseId, handle, role);
    }

    private static void approve(String id, String handle, String role) {
        JsonNode granted = DOORS.admin(
                "/admin/cases/" + id + "/grant",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("workspace", "demo")
                        .put("user", handle)
                        .put("role", role));
        assertThat(granted.path("waiting").asBoolean(true))
                .as(granted.toString())
                .isFalse();
    }

    private static String search(String... more) {
        var arguments = new ArrayList<>(List.of("case_id", caseId, "channels", channel));
        arguments.addAll(List.of(more));
        return DOORS.ok(ina, "discovery.cases.search", arguments.toArray(String[]::new))
                .path("search_id")
                .asString();
    }

    @Test
    void searchShouldFindWhatWasEditedAwayAndDeleted() {
        String search = search("keyword", "zeppelin");
        JsonNode counts = DOORS.ok(ina, "discovery.cases.preview", "case_id", caseId, "search_id", search)
                .path("counts");
        assertThat(counts.path("messages").asInt()).isEqualTo(2);
        assertThat(counts.path("edited").asInt()).isOne();
        assertThat(counts.path("deleted").asInt()).isOne();
        assertThat(counts.path("channels").path(channel).asInt()).isEqualTo(2);
        for (String reader : List.of(ina, rita)) {
            JsonNode items = DOORS.ok(reader, "discovery.cases.results", "case_id", caseId, "search_id", search)
                    .path("items");
            assertThat(items.path(0).path("versions").path(0).path("text").asString())
                    .isEqualTo("the zeppelin project is late");
            assertThat(items.path(0).path("versions").path(1).path("text").asString())
                    .isEqualTo("all is well");
            assertThat(items.path(1).path("deleted").path("by").asString()).isEqualTo(Doors.id("max"));
        }
    }

    @Test
    void pagesShouldCoverAllAndNothingTwice() {
        String search = search();
        var seen = new HashSet<String>();
        int count = 0;
        String cursor = "";
        do {
            JsonNode page = DOORS.ok(
                    rita,
                    "discovery.cases.results",
                    "case_id",
                    caseId,
                    "search_id",
                    search,
                    "limit",
                    "1",
                    "cursor",
                    cursor);
            for (JsonNode item : page.path("items")) {
                seen.add(item.path("ts").asString());
                count++;
            }
            cursor = page.path("response_metadata").path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(count).contains(edited, deleted);
    }

    @Test
    void searchShouldStayAtItsPosition() {
        String search = search("keyword", "\"later than the search\"");
        post("this is later than the search");
        JsonNode counts = DOORS.ok(ina, "discovery.cases.preview", "case_id", caseId, "search_id", search)
                .path("counts");
        assertThat(counts.path("messages").asInt()).isZero();
    }

    @Test
    void holdOfACaseShouldBeSeenInItsResults() {
        String said = post("held in the case");
        String hold = DOORS.ok(
                        ina,
                        "discovery.cases.holds.create",
                        "case_id",
                        caseId,
                        "name",
                        "Doe v. Roe",
                        "reason",
                        "subpoena 7",
                        "channels",
                        channel,
                        "queries",
                        "held")
                .path("hold_id")
                .asString();
        DOORS.ok(max, "chat.delete", "channel", channel, "ts", said);
        JsonNode items = DOORS.ok(
                        rita, "discovery.cases.results", "case_id", caseId, "search_id", search("keyword", "held"))
                .path("items");
        assertThat(items.path(0).path("held_by").path(0).asString()).isEqualTo(hold);
        assertThat(items.path(0).path("deleted").isObject()).isTrue();
        JsonNode shown =
                DOORS.ok(audrey, "discovery.cases.info", "case_id", caseId).path("case");
        assertThat(shown.path("holds").valueStream().map(JsonNode::asString)).contains(hold);
        Answer refused =
                DOORS.api(ina, "discovery.cases.holds.create", "case_id", "M0NOWHERE", "name", "x", "reason", "y");
        assertThat(refused.error()).isEqualTo("not_authorized");
    }

    @Test
    void exportOfASearchShouldBeDownloadedInRanges() throws Exception {
        String search = search("keyword", "zeppelin");
        String export = DOORS.ok(ina, "discovery.cases.exports.start", "case_id", caseId, "search_id", search)
                .path("export")
                .path("id")
                .asString();
        JsonNode job;
        do {
            Thread.sleep(100);
            job = DOORS.ok(rita, "discovery.cases.exports.info", "case_id", caseId, "export_id", export)
                    .path("export");
        } while (List.of("queued", "running").contains(job.path("state").asString()));
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        assertThat(job.path("messages").asInt()).isEqualTo(2);
        String path =
                java.net.URI.create(job.path("url_private_download").asString()).getPath();
        assertThat(DOORS.get(ina, path).status()).isEqualTo(200);
        Answer part = DOORS.get(ina, path, "Range", "bytes=0-1");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("PK");
        assertThat(DOORS.get(rita, path).status()).isEqualTo(403);
    }

    /** As archives do it: what was recent, the history of each, its edits. */
    @Test
    void collectorShouldGetEverythingInItsRounds() {
        JsonNode recent = DOORS.ok(ina, "discovery.conversations.recent", "limit", "1000");
        assertThat(recent.path("channels")
                        .valueStream()
                        .map(each -> each.path("id").asString()))
                .contains(channel);
        JsonNode history = DOORS.ok(ina, "discovery.conversations.history", "channel", channel, "limit", "1000");
        var texts = history.path("messages")
                .valueStream()
                .map(each -> each.path("text").asString())
                .toList();
        assertThat(texts).contains("all is well", "lunch?").doesNotContain("burn the zeppelin files");
        JsonNode edits = DOORS.ok(ina, "discovery.conversations.edits", "channel", channel, "limit", "1000");
        var before = edits.path("edits")
                .valueStream()
                .map(each -> each.path("subtype").asString() + ": "
                        + each.path("previous_message").path("text").asString())
                .toList();
        assertThat(before)
                .contains("message_changed: the zeppelin project is late", "message_deleted: burn the zeppelin files");
        JsonNode one = DOORS.ok(ina, "discovery.chat.info", "channel", channel, "ts", edited);
        assertThat(one.path("message").path("text").asString()).isEqualTo("all is well");
        assertThat(one.path("edits").size()).isOne();
        JsonNode members = DOORS.ok(ina, "discovery.conversations.members", "channel", channel);
        assertThat(members.path("members").path(0).path("id").asString()).isEqualTo(Doors.id("max"));
        JsonNode mine = DOORS.ok(ina, "discovery.user.conversations", "user", Doors.id("max"), "only_private", "true");
        assertThat(mine.path("channels")
                        .valueStream()
                        .map(each -> each.path("id").asString()))
                .contains(channel);
        assertThat(DOORS.ok(ina, "discovery.enterprise.info")
                        .path("enterprise")
                        .path("teams")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(Doors.TEAM);
        assertThat(DOORS.ok(ina, "discovery.users.list").path("users").size()).isGreaterThan(7);
    }

    @Test
    void pagesOfACollectorShouldGoOnWhereTheyEnded() {
        var seen = new ArrayList<String>();
        String offset = "";
        do {
            JsonNode page = DOORS.ok(ina, "discovery.conversations.list", "limit", "1", "offset", offset);
            page.path("channels").forEach(each -> seen.add(each.path("id").asString()));
            offset = page.path("offset").asString("");
        } while (!offset.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().contains(channel, "C0GENERAL00");
    }

    @Test
    void closedCaseShouldGiveAccessToNobody() {
        String other = DOORS.ok(olivia, "discovery.cases.open", "name", "short", "reason", "x")
                .path("case")
                .path("id")
                .asString();
        DOORS.ok(olivia, "discovery.cases.grant", "case_id", other, "user", Doors.id("mina"), "role", "reviewer");
        approve(other, "mina", "reviewer");
        String mina = DOORS.token("mina");
        String[] read = {"case_id", other, "search_id", "Z0NOWHERE"};
        assertThat(DOORS.api(mina, "discovery.cases.results", read).error()).isEqualTo("search_not_found");
        DOORS.ok(olivia, "discovery.cases.close", "case_id", other, "reason", "settled");
        assertThat(DOORS.api(mina, "discovery.cases.results", read).error()).isEqualTo("case_closed");
        DOORS.ok(olivia, "discovery.cases.reopen", "case_id", other, "reason", "appeal");
        assertThat(DOORS.api(mina, "discovery.cases.results", read).error()).isEqualTo("not_authorized");
    }

    @Test
    void operatorShouldSearchFromTheCommandLine() {
        var found =
                DOORS.command("case", "search", caseId, "--workspace", "demo", "--keyword", "zeppelin", "--read", "1");
        assertThat(found.output()).contains("messages    2").contains("the zeppelin project is late");
        assertThat(found.code()).isZero();
    }
}
