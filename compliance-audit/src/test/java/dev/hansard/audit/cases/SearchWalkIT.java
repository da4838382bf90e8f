// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.UserId;
import dev.hansard.audit.export.Office;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.export.Scope;
import dev.hansard.axon.preservation.ConversationProjection;
import dev.hansard.axon.preservation.Conversations;
import dev.hansard.testing.TestRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWalkIT {
    private static TestRecord record;

    @BeforeAll
    static void fill() {
        record = TestRecord.with(new ConversationProjection());
        Office.fill(record);
    }

    @AfterAll
    static void close() {
        record.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 11, 25, 20_000})
    void walkInPartsShouldSeeEverythingOnce(int budget) {
        assertThat(found(Scope.EVERYTHING, budget))
                .doesNotHaveDuplicates()
                .hasSize(Office.ITEMS)
                .isEqualTo(found(Scope.EVERYTHING, 1_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000})
    void wordsShouldBeFoundInDirectMessagesAndWhatWasDeleted(int budget) {
        assertThat(found(new Scope(Set.of(), Set.of(), Set.of(), null, null, "merger"), budget))
                .containsExactly("C2/" + Office.at("2024-03-01T15:00:00Z"), "D1/" + Office.at("2024-03-01T16:00:00Z"));
        assertThat(found(new Scope(Set.of(), Set.of(), Set.of(), null, null, "\"secret plan\""), budget))
                .containsExactly("C1/" + Office.DELETED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000})
    void rangeShouldHoldItsFirstMomentAndNotItsLast(int budget) {
        Instant from = Instant.parse("2024-03-01T09:00:00Z");
        Instant until = Instant.parse("2024-03-01T09:02:00Z");
        assertThat(found(new Scope(Set.of(), Set.of(), Set.of(), from, until, null), budget))
                .containsExactly("C1/" + Office.FIRST, "C1/" + Office.EDITED);
    }

    @Test
    void peopleShouldBeFoundByWhatTheyWroteOrTookAway() {
        var deleter = new Scope(Set.of(), Set.of(Office.ANN), Set.of(), null, null, "secret");
        assertThat(found(deleter, 1_000)).containsExactly("C1/" + Office.DELETED);
        var nobody = new Scope(Set.of(), Set.of(new UserId("U9")), Set.of(), null, null, null);
        assertThat(found(nobody, 1_000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "QzEv"})
    void cursorThatIsNoneShouldBeRefused(String text) {
        assertThatThrownBy(() -> ScanCursor.read(text)).hasMessage("invalid_cursor");
    }

    private static List<String> found(Scope scope, int budget) {
        var log = record.stores.log();
        var reader = new RecordReader(log, record.stores.conversations(), record.stores.shards());
        var walk = new SearchWalk(reader, new Conversations(record.stores.shards(), record.readModels, log), budget);
        var found = new ArrayList<String>();
        @Nullable ScanCursor cursor = null;
        do {
            cursor = walk.walk(Office.WORKSPACE, scope, log.head(0), cursor, (conversation, each, matches) -> {
                if (matches) found.add(conversation.id() + "/" + each.ts());
                return true;
            });
            // As it comes back from a client.
            cursor = cursor == null ? null : ScanCursor.read(cursor.text());
        } while (cursor != null);
        return found;
    }
}
