// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditEvents.ActionRecorded;
import dev.hansard.api.PersonEvents.ProfileChanged;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Office;
import dev.hansard.audit.export.Scope;
import dev.hansard.testing.TestRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one person is given of what is kept about them. */
class SubjectExportIT {
    @TempDir
    static Path folder;

    private static TestRecord record;
    private static ExportMaker.Made made;
    private static Map<String, byte[]> bag;

    @BeforeAll
    static void fill() {
        record = TestRecord.with();
        Office.fill(record);
        record.append(new ProfileChanged(
                new PersonKey(Office.WORKSPACE, Office.CAT), Office.CAT, Profile.named("Cat, renamed")));
        record.append(
                action("1", AuditAction.TOKEN_ISSUED, AuditActor.OPERATOR, Office.CAT),
                action("2", AuditAction.LEGAL_HOLD_ENTITIES_ADDED, AuditActor.OPERATOR, Office.CAT),
                action("3", AuditAction.ERASURE_REQUESTED, AuditActor.OPERATOR, Office.CAT),
                action("4", AuditAction.TOKEN_ISSUED, AuditActor.OPERATOR, Office.BEN));
        var making = new Making(record, folder);
        made = making.make("subject", new Scope(Set.of(), Set.of(Office.CAT), Set.of(), null, null, null));
        bag = Unpacked.bag(made.file());
    }

    @AfterAll
    static void close() {
        record.close();
    }

    private static ActionRecorded action(String id, AuditAction action, AuditActor actor, UserId about) {
        return new ActionRecorded(
                AuditDay.of(Office.WORKSPACE, Instant.now()),
                id,
                action,
                actor,
                AuditEntity.user(about),
                AuditEntry.Outcome.values()[0],
                null,
                null,
                null,
                Map.of(),
                null);
    }

    private static List<JsonNode> lines(String file) {
        return Unpacked.text(bag.get("data/" + file))
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    @Test
    void itShouldHoldThePersonsOwnWordsAndDeeds() {
        assertThat(lines("messages.jsonl"))
                .extracting(each -> each.path("author").asString())
                .isNotEmpty()
                .containsOnly("U3");
        assertThat(lines("messages.jsonl"))
                .anySatisfy(each -> assertThat(each.path("versions").toString()).contains("hello"));
        assertThat(lines("actions.jsonl"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("reaction").asString()).isEqualTo("wave"));
        assertThat(lines("memberships.jsonl"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("channel").asString()).isEqualTo("C1"));
        assertThat(lines("account.jsonl"))
                .extracting(each -> each.path("event").asString())
                .containsExactly("joined", "profile_changed");
    }

    @Test
    void itShouldHoldNothingOfOthersAndNothingOfHolds() {
        var all = new StringBuilder();
        bag.forEach((name, bytes) -> {
            if (!name.startsWith("proofs/")) all.append(new String(bytes, StandardCharsets.UTF_8));
        });
        assertThat(all)
                .doesNotContain("good morning")
                .doesNotContain("secret")
                .doesNotContain("merger")
                .doesNotContain("ben@example.com")
                .doesNotContain("board")
                .doesNotContain("hold");
        assertThat(lines("audit.jsonl"))
                .extracting(each -> each.path("action").asString())
                .containsExactly(AuditAction.TOKEN_ISSUED.wire());
    }

    @Test
    void itsReportShouldCountAndItsProofsCoverThePersonsOwnEventsOnly() {
        JsonNode report = JsonMapper.shared().readTree(bag.get("report/processing.json"));
        assertThat(report.path("conversations")).hasSize(1);
        assertThat(report.path("total").path("exported").asLong()).isEqualTo(made.total().exported);
        long proofs = Unpacked.text(bag.get("proofs/C1.tlog-proof"))
                .lines()
                .filter("c2sp.org/tlog-proof@v1"::equals)
                .count();
        assertThat(proofs)
                .isEqualTo(report.path("total").path("events_exported").asLong());
        assertThat(proofs).isEqualTo(4);
    }
}
