// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.preservation;

import static dev.hansard.server.preservation.Room.ANN;
import static dev.hansard.server.preservation.Room.BEN;
import static dev.hansard.server.preservation.Room.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands.ArchiveChannel;
import dev.hansard.api.ChannelCommands.EraseProse;
import dev.hansard.api.ChannelCommands.LeaveChannel;
import dev.hansard.api.ChannelCommands.SetTopic;
import dev.hansard.api.ChannelEvents.TopicSet;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErasureTarget;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldScope;
import dev.hansard.api.MessageCommands.CancelScheduledMessage;
import dev.hansard.api.MessageCommands.DeleteMessage;
import dev.hansard.api.MessageCommands.EditMessage;
import dev.hansard.api.MessageCommands.EraseRevisions;
import dev.hansard.api.MessageCommands.EraseScheduledMessage;
import dev.hansard.api.MessageCommands.ScheduleMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.MessageErased;
import dev.hansard.api.MessageEvents.MessageRevisionsErased;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.PersonCommands.EraseProfile;
import dev.hansard.api.PersonCommands.SetProfile;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PreservationCommands.RequestErasure;
import dev.hansard.api.PreservationEvents.ErasureFulfilled;
import dev.hansard.api.PreservationEvents.RunCause;
import dev.hansard.api.RetentionReport;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceCommands.DeactivatePerson;
import dev.hansard.api.WorkspaceCommands.EraseJoinedProfile;
import dev.hansard.api.WorkspaceEvents.PersonErasureFinished;
import dev.hansard.axon.store.CommittedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class PreservationIT {
    private static ConfigurableApplicationContext context;

    private final Room room = new Room(context);

    @BeforeAll
    static void start() {
        context = Installation.on(Installation.database());
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void nothingUnderHoldShouldBeErasedByAnyPath() {
        Ts said = room.post(BEN, "what Ben said");
        Ts edited = room.post(BEN, "first version");
        room.send(new EditMessage(room.channel, edited, MessageContent.ofText("second"), false, THEN, BEN));
        Ts deleted = room.post(BEN, "regretted");
        room.send(new DeleteMessage(room.channel, deleted, THEN, BEN));
        room.send(new SetTopic(room.channel, "plans", THEN, BEN));
        Instant soon = Instant.now().plusSeconds(3600);
        room.send(new ScheduleMessage(
                room.channel, "QPLAN", soon.getEpochSecond(), null, false, MessageContent.ofText("later"), THEN, BEN));
        room.send(new CancelScheduledMessage(room.channel, "QPLAN", THEN, BEN));
        var ben = new PersonKey(room.workspace, BEN.user());
        room.send(new SetProfile(ben, Room.profile("Benjamin"), BEN));
        String hold = room.hold(Room.holding(ANN.user(), BEN.user()));

        // One by one, as the operator, the erasure of a person, and any tool can ask for it.
        ErrorCode no = ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION;
        for (Ts ts : List.of(said, edited, deleted)) room.refused(room.erase(ts), no);
        room.refused(
                new EraseRevisions(room.channel, edited, ErasureReason.POLICY, "x", Instant.now(), Actor.OPERATOR), no);
        long topic = sequence(room.channel.toString(), event -> event.event() instanceof TopicSet);
        room.refused(
                new EraseProse(room.channel, topic, ErasureReason.REQUEST, "x", Instant.now(), Actor.OPERATOR), no);
        long plan = sequence(room.channel.toString(), event -> event.event() instanceof MessageScheduled);
        room.refused(
                new EraseScheduledMessage(
                        room.channel, "QPLAN", plan, ErasureReason.REQUEST, "x", Instant.now(), Actor.OPERATOR),
                no);
        room.refused(new EraseProfile(ben, 0, ErasureReason.REQUEST, "x", Actor.OPERATOR), no);
        long joined = sequence(
                room.workspace.value(),
                event -> event.event() instanceof dev.hansard.api.WorkspaceEvents.PersonJoined e
                        && e.user().equals(BEN.user()));
        room.refused(
                new EraseJoinedProfile(room.workspace, BEN.user(), joined, ErasureReason.REQUEST, "x", Actor.OPERATOR),
                no);

        // The queue, and the run.
        room.send(new RequestErasure(
                room.rules,
                "EREQUEST",
                ErasureTarget.of(room.channel.channel(), said),
                ErasureReason.REQUEST,
                "DSR-1",
                Actor.OPERATOR));
        room.retain(RetentionRule.deleteAfter(30));
        RetentionReport report = room.report(RunCause.SCHEDULE);
        assertThat(report.erased()).isZero();
        assertThat(report.candidates()).isEqualTo(3);
        assertThat(report.skipped()).isEqualTo(Map.of("hold", 3L));
        assertThat(report.waiting()).isOne();
        for (Ts ts : List.of(said, edited, deleted)) {
            assertThat(room.isErased(ts)).isFalse();
            assertThat(room.isHidden(ts))
                    .as("members cannot tell that there is a hold")
                    .isTrue();
        }

        // And what waited is done at release.
        room.release(hold);
        RetentionReport after = room.report(RunCause.RELEASE);
        assertThat(after.erased() + after.requests()).isEqualTo(3);
        assertThat(after.skipped()).isEmpty();
        Room.await(() -> sequence(room.rules.toString(), event -> event.event() instanceof ErasureFulfilled) >= 0);
        for (Ts ts : List.of(said, edited, deleted))
            assertThat(room.isErased(ts)).isTrue();
    }

    @Test
    void erasureOfAPersonShouldWaitForTheHoldAndThenBeDoneOnce() {
        Ts said = room.post(BEN, "what Ben said");
        Ts answer = room.post(ANN, "what Ann said");
        String hold = room.hold(Room.holding(BEN.user()));
        room.send(new RequestErasure(
                room.rules, "EPERSON", ErasureTarget.of(BEN.user()), ErasureReason.REQUEST, "DSR-9", Actor.OPERATOR));
        Room.await(() -> !personErasures().isEmpty());

        assertThat(personErasures().getFirst().erased()).isZero();
        assertThat(personErasures().getFirst().kept()).isPositive();
        assertThat(room.isErased(said)).isFalse();
        assertThat(room.waiting()).containsExactly("EPERSON");

        room.release(hold);
        Room.await(() -> room.waiting().isEmpty());
        assertThat(personErasures().getLast().kept()).isZero();
        assertThat(room.isErased(answer)).isFalse();
        assertThat(room.log.aboutMessage(room.channel, said))
                .filteredOn(event -> event.event() instanceof MessageErased)
                .hasSize(1);
        assertThat(room.log.stream(room.rules.toString(), 0, 1_000))
                .filteredOn(event -> event.event() instanceof ErasureFulfilled)
                .hasSize(1);
    }

    private List<PersonErasureFinished> personErasures() {
        return room.log.stream(room.workspace.value(), 0, 1_000).stream()
                .map(CommittedEvent::event)
                .filter(PersonErasureFinished.class::isInstance)
                .map(PersonErasureFinished.class::cast)
                .toList();
    }

    @Test
    void overlappingHoldsShouldKeepUntilTheLastIsReleased() {
        Ts said = room.post(BEN, "x");
        String first = room.hold(Room.holding(ANN.user()));
        String second = room.hold(new HoldScope(Set.of(), Set.of(room.channel.channel()), false, false, null, null));

        room.release(first);
        room.refused(room.erase(said), ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION);
        room.release(second);

        assertThat(room.<Boolean>send(room.erase(said))).isTrue();
    }

    @Test
    void holdShouldOutliveMembershipAccountAndChannel() {
        Ts said = room.post(BEN, "x");
        room.hold(Room.holding(BEN.user()));
        room.send(new LeaveChannel(room.channel, THEN, BEN));
        room.send(new DeactivatePerson(room.workspace, BEN.user(), Actor.OPERATOR));
        Ts later = room.post(ANN, "without Ben");
        room.send(new ArchiveChannel(room.channel, THEN, ANN));
        room.retain(RetentionRule.deleteAfter(1));

        assertThat(room.report(RunCause.SCHEDULE).skipped()).isEqualTo(Map.of("hold", 2L));
        assertThat(room.isErased(said)).isFalse();
        assertThat(room.isErased(later)).isFalse();
    }

    @Test
    void holdWithWordsShouldKeepMessagesThatSaidThemInAnyVersion() {
        Ts merger = room.post(BEN, "about the merger");
        Ts edited = room.post(BEN, "the MERGER too");
        room.send(new EditMessage(room.channel, edited, MessageContent.ofText("nothing"), false, THEN, BEN));
        Ts lunch = room.post(BEN, "lunch");
        room.hold(Room.holding(), "merger");
        room.retain(RetentionRule.deleteAfter(30));

        RetentionReport report = room.report(RunCause.SCHEDULE);
        assertThat(report.erased()).isOne();
        assertThat(report.skipped()).isEqualTo(Map.of("hold", 2L));
        assertThat(room.isErased(lunch)).isTrue();
        assertThat(room.isErased(merger)).isFalse();
        assertThat(room.isErased(edited)).isFalse();
    }

    @Test
    void statutoryMinimumShouldStandAgainstRequestsAndRetentionUntilItEnds() {
        Ts said = room.post(BEN, "x");
        room.retain(RetentionRule.deleteAfter(30).withMinimum(200));
        room.send(new RequestErasure(
                room.rules,
                "EMINIMUM",
                ErasureTarget.of(room.channel.channel(), said),
                ErasureReason.REQUEST,
                "DSR-2",
                Actor.OPERATOR));

        assertThat(room.report(RunCause.SCHEDULE).skipped()).isEqualTo(Map.of("minimum", 1L));
        room.refused(room.erase(said), ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION);
        room.retain(RetentionRule.KEEP);
        Room.await(() -> room.isErased(said));
    }

    @Test
    void ageShouldCountFromPostingWhateverWasEditedSince() {
        Ts old = room.post(BEN, "old");
        room.send(new EditMessage(room.channel, old, MessageContent.ofText("edited now"), false, Instant.now(), BEN));
        Ts young = room.post(BEN, "young", Instant.now());
        room.retain(RetentionRule.deleteAfter(30));

        assertThat(room.report(RunCause.SCHEDULE).erased()).isOne();
        assertThat(room.isErased(old)).isTrue();
        assertThat(room.isErased(young)).isFalse();
    }

    @Test
    void keepingWhatIsCurrentShouldEraseEarlierVersionsAndDeletedMessages() {
        Ts plain = room.post(BEN, "as it was");
        Ts edited = room.post(BEN, "first");
        room.send(new EditMessage(room.channel, edited, MessageContent.ofText("second"), false, THEN, BEN));
        Ts deleted = room.post(BEN, "gone");
        room.send(new DeleteMessage(room.channel, deleted, THEN, BEN));
        room.retain(new RetentionRule(RetentionRule.Mode.KEEP_CURRENT, 0, 0));

        RetentionReport report = room.report(RunCause.SCHEDULE);
        assertThat(report.erased()).isOne();
        assertThat(report.revisions()).isOne();
        assertThat(room.isErased(deleted)).isTrue();
        assertThat(room.isErased(edited) || room.isErased(plain)).isFalse();
        assertThat(room.log.aboutMessage(room.channel, edited))
                .filteredOn(event -> event.event() instanceof MessageRevisionsErased)
                .singleElement()
                .satisfies(event -> assertThat(((MessageRevisionsErased) event.event()).sequences())
                        .hasSize(1));
    }

    private long sequence(String stream, Predicate<CommittedEvent> which) {
        return room.log.stream(stream, 0, 1_000).stream()
                .filter(which)
                .mapToLong(CommittedEvent::sequence)
                .findFirst()
                .orElse(-1);
    }
}
