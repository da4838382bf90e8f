// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageView;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Office;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.view.Sight.Hidden;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.testing.TestRecord;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looks into the past of a record. */
class PointInTimeIT {
    private static final UserId STRANGER = new UserId("U9");

    private static final List<AuditEntry> TRAIL = new CopyOnWriteArrayList<>();
    private static TestRecord record;
    private static PointInTime views;
    private static Instant before;
    private static Instant filled;
    private static Instant changed;

    @BeforeAll
    static void fill() throws InterruptedException {
        record = TestRecord.with();
        before = now();
        Office.fill(record);
        filled = now();
        record.append(
                new MessageEdited(
                        Office.TOWN,
                        Office.FIRST,
                        Office.ANN,
                        Office.LAST_DAY,
                        false,
                        MessageContent.ofText("evening")),
                new MessageDeleted(Office.DIRECT, Office.at("2024-03-01T16:00:00Z"), Office.ANN, Office.LAST_DAY),
                new MemberJoined(Office.BOARD, Office.BEN, Office.ANN, Office.at("2024-04-01T00:00:00Z")));
        changed = now();
        record.append(new MemberLeft(Office.BOARD, Office.BEN, Office.ANN, Office.at("2024-04-02T00:00:00Z")));
        var reader = new RecordReader(record.stores.log(), record.stores.conversations(), record.stores.shards());
        views = new PointInTime(
                reader, record.stores.conversations(), record.stores.log(), (entry, origin) -> TRAIL.add(entry));
    }

    @AfterAll
    static void close() {
        record.close();
    }

    /** A moment between what was written before and what is written after. */
    private static Instant now() throws InterruptedException {
        Thread.sleep(5);
        Instant now = Instant.now();
        Thread.sleep(5);
        return now;
    }

    private static Sight look(ChannelKey channel, UserId person, Instant at) {
        return look(channel, person, at, null);
    }

    private static Sight look(ChannelKey channel, UserId person, Instant at, Ts thread) {
        return views.look(new Look(channel, person, at, thread, Ts.MAX, 100), AuditActor.OPERATOR, Origin.PLATFORM);
    }

    private static MessageView message(Sight sight, Ts ts) {
        return sight.messages().stream()
                .filter(each -> each.ts().equals(ts))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMessageShouldSayWhatItSaidThen() {
        assertThat(message(look(Office.TOWN, Office.BEN, filled), Office.FIRST)
                        .content()
                        .text())
                .startsWith("good morning");
        assertThat(message(look(Office.TOWN, Office.BEN, changed), Office.FIRST)
                        .content()
                        .text())
                .isEqualTo("evening");
    }

    @Test
    void whatWasDeletedByThenShouldBeAbsentAndWhatWasDeletedLaterShouldBeThere() {
        assertThat(look(Office.TOWN, Office.BEN, filled).messages())
                .extracting(MessageView::ts)
                .doesNotContain(Office.DELETED)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(look(Office.DIRECT, Office.BEN, filled).messages()).hasSize(2);
        assertThat(look(Office.DIRECT, Office.BEN, changed).messages()).hasSize(1);
    }

    @Test
    void contentThatWasErasedSinceShouldStayErasedAndBeNamed() {
        Sight sight = look(Office.TOWN, Office.ANN, filled);

        assertThat(sight.erased()).containsExactly(Office.ERASED);
        assertThat(message(sight, Office.ERASED).content()).isEqualTo(MessageContent.ERASED);
    }

    @Test
    void threadsReactionsPinsAndSettingsShouldBeThoseOfThen() {
        Sight sight = look(Office.TOWN, Office.BEN, filled);
        MessageView root = message(sight, Office.FIRST);

        assertThat(root.summary()).isNotNull();
        assertThat(root.summary().replies()).isEqualTo(2);
        assertThat(root.reactions())
                .singleElement()
                .satisfies(each -> assertThat(each.users()).containsExactly(Office.CAT));
        assertThat(root.pinned()).isNotNull();
        assertThat(sight.conversation().name()).isEqualTo("town-hall");
        assertThat(look(Office.TOWN, Office.BEN, filled, Office.FIRST).messages())
                .extracting(MessageView::ts)
                .hasSize(3)
                .startsWith(Office.FIRST);
    }

    @Test
    void whoMightNotReadShouldSeeNothing() {
        assertThat(look(Office.BOARD, Office.BEN, filled).hidden()).isEqualTo(Hidden.NOT_A_MEMBER);
        assertThat(look(Office.BOARD, Office.BEN, changed).messages()).isNotEmpty();
        assertThat(look(Office.BOARD, Office.BEN, Instant.now()).hidden()).isEqualTo(Hidden.NOT_A_MEMBER);
        assertThat(look(Office.TOWN, STRANGER, filled).hidden()).isEqualTo(Hidden.NO_PERSON);
        assertThat(look(Office.TOWN, Office.BEN, before).hidden()).isEqualTo(Hidden.NO_CONVERSATION);
        assertThat(look(Office.TOWN, Office.CAT, filled).hidden()).isEqualTo(Hidden.NOT_A_MEMBER);
    }

    @Test
    void aLookShouldBeOnTheTrailAndRefusedWithoutIt() {
        look(Office.TOWN, Office.BEN, filled);
        assertThat(TRAIL.getLast().action()).isEqualTo(AuditAction.CASE_CONTENT_READ);
        var reader = new RecordReader(record.stores.log(), record.stores.conversations(), record.stores.shards());
        var mute = new PointInTime(reader, record.stores.conversations(), record.stores.log(), (entry, origin) -> {
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        });
        var look = new Look(Office.TOWN, Office.BEN, filled, null, Ts.MAX, 100);

        assertThatThrownBy(() -> mute.look(look, AuditActor.OPERATOR, Origin.PLATFORM))
                .isInstanceOf(Rejection.class);
    }
}
