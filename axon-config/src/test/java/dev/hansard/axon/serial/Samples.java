// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.serial;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditEvents;
import dev.hansard.api.AuditNote;
import dev.hansard.api.Bot;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseRole;
import dev.hansard.api.CaseScope;
import dev.hansard.api.CaseText;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErasureTarget;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Prose;
import dev.hansard.api.RetentionReport;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.UsergroupKey;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One event of every kind with every field set. */
final class Samples {
    private static final WorkspaceId T1 = new WorkspaceId("T1");
    private static final UserId ANN = new UserId("U1");
    private static final UserId BOB = new UserId("U2");
    private static final ChannelKey CHANNEL = ChannelKey.of("T1", "C1");
    private static final PersonKey PERSON = PersonKey.of("T1", "U1");
    private static final UsergroupKey GROUP = UsergroupKey.parse("T1/S1");
    private static final CredentialKey TOKEN = CredentialKey.parse("T1/K1");
    private static final Ts TS = Ts.of("1700000000.000100");
    private static final Ts LATER = Ts.of("1700000001.000000");
    private static final Erasure ERASURE = new Erasure(ErasureReason.REQUEST, "DSR-17", BOB);
    private static final PreservationKey RULES = new PreservationKey(T1);
    private static final HoldScope HOLD =
            new HoldScope(Set.of(ANN, BOB), Set.of(new ChannelId("C1")), true, true, TS, LATER);
    private static final CaseKey CASES = new CaseKey(T1);
    private static final CaseText CASE_TEXT = new CaseText("Acme v. Other", "subpoena", "\"due diligence\"");
    private static final CaseScope CASE_SCOPE =
            new CaseScope(Set.of(new ChannelId("C1")), Set.of(ANN), Set.of(BOB), TS, LATER);
    private static final HoldText HOLD_TEXT = new HoldText("Acme v. Other", "subpoena", List.of("merger"));
    private static final RetentionRule RULE = RetentionRule.deleteAfter(90).withMinimum(30);
    private static final Bot BOT = new Bot("B1", "A1", "botty");
    private static final Profile PROFILE = new Profile(
            "Ann Ö", "ann", "ann@example.org", "Boss", "1", "out", ":palm_tree:", 1700000099, "Europe/Berlin", "{}");
    private static final MessageContent CONTENT =
            new MessageContent("héllo", "[]", "[{}]", "{\"event_type\":\"x\"}", "Mask", "{\"emoji\":\":x:\"}", "{}");

    private Samples() {}

    static List<DomainEvent> all() {
        return List.of(
                new WorkspaceEvents.WorkspaceFounded(T1, "Acme", "acme", 1700000000),
                new WorkspaceEvents.PersonJoined(T1, ANN, "ann", Role.MEMBER, BOT, "ab12", PROFILE),
                new WorkspaceEvents.RoleChanged(T1, ANN, Role.ADMIN, BOB),
                new WorkspaceEvents.PersonDeactivated(T1, ANN, BOB),
                new WorkspaceEvents.PersonReactivated(T1, ANN, BOB),
                new WorkspaceEvents.EmailClaimed(T1, ANN, "cd34"),
                new WorkspaceEvents.HandleChanged(T1, ANN, "ann.b", BOB),
                new WorkspaceEvents.IdentityLinked(T1, ANN, "aa11", "bb22", BOB),
                new WorkspaceEvents.UsergroupNameTaken(T1, "S1", "Crew"),
                new UsergroupEvents.UsergroupCreated(GROUP, "Crew", ANN),
                new UsergroupEvents.UsergroupRenamed(GROUP, "Crew", "Staff", ANN),
                new UsergroupEvents.UsergroupMemberAdded(GROUP, BOB, ANN),
                new UsergroupEvents.UsergroupMemberRemoved(GROUP, BOB, ANN),
                new UsergroupEvents.UsergroupDeleted(GROUP, ANN),
                new PlacementEvents.WorkspaceMoved(T1, 1, 1),
                new PlacementEvents.WorkspaceArrived(T1, 0, 1, 12),
                new PlacementEvents.WorkspaceCleared(T1, 1),
                new PlacementEvents.EventDeparted(
                        T1, "T1/C1", 7, "message.posted", 1, TS.micros(), "ab12", "cd34", "ef56", "0a1b"),
                new WorkspaceEvents.ChannelNameTaken(T1, new ChannelId("C1"), "general"),
                new PersonEvents.ProfileChanged(PERSON, ANN, PROFILE),
                new PersonEvents.SnoozeStarted(PERSON, 1700000060),
                new PersonEvents.SnoozeEnded(PERSON),
                new CredentialEvents.TokenIssued(
                        TOKEN, TokenKind.BOT, "ef56", ANN, "B1", "A1", Set.of("chat:write"), 1700009999),
                new CredentialEvents.TokenRevoked(TOKEN, BOB),
                new AuditEvents.ActionRecorded(
                        new AuditDay(T1, "L20261122"),
                        "0f8fad5b-d9cb-469f-a165-70867728950e",
                        AuditAction.ACTION_REFUSED,
                        new AuditActor(AuditActor.Kind.BOT, ANN, "B1", "A1"),
                        AuditEntity.channel(new ChannelId("C1")),
                        AuditEntry.Outcome.REFUSED,
                        "not_admin",
                        "30",
                        "90",
                        Map.of("method", "conversations.archive", "count", "3"),
                        new AuditNote("192.0.2.7", "héllo/1.0", "why not")),
                new CaseEvents.CaseOpened(CASES, "M1", ANN, CASE_TEXT),
                new CaseEvents.CaseRoleRequested(CASES, "M1", BOB, CaseRole.INVESTIGATOR, ANN),
                new CaseEvents.CaseRoleGranted(CASES, "M1", BOB, CaseRole.INVESTIGATOR, ANN, BOB),
                new CaseEvents.CaseRoleRevoked(CASES, "M1", BOB, CaseRole.REVIEWER, ANN),
                new CaseEvents.HoldAttached(CASES, "M1", "H1", ANN),
                new CaseEvents.CaseSearched(CASES, "M1", "Z1", CASE_SCOPE, true, 4711, BOB, CASE_TEXT),
                new CaseEvents.CaseClosed(CASES, "M1", ANN, CASE_TEXT),
                new CaseEvents.CaseReopened(CASES, "M1", ANN, CASE_TEXT),
                new PreservationEvents.HoldCreated(RULES, "H1", HOLD, true, ANN, HOLD_TEXT),
                new PreservationEvents.HoldExtended(RULES, "H1", HOLD, ANN, HOLD_TEXT),
                new PreservationEvents.HoldReleased(RULES, "H1", BOB, HOLD_TEXT),
                new PreservationEvents.HoldReactivated(RULES, "H1", BOB, HOLD_TEXT),
                new PreservationEvents.RetentionProposed(RULES, "P1", RetentionScope.WORKSPACE, RULE, ANN),
                new PreservationEvents.RetentionProposalCancelled(RULES, "P1", ANN),
                new PreservationEvents.RetentionSet(
                        RULES, "P1", RetentionScope.of(new ChannelId("C1")), RULE, ANN, BOB, 1700000000, 1700000600),
                new PreservationEvents.ErasureRequested(
                        RULES, "E1", ErasureTarget.of(new ChannelId("C1"), TS), ERASURE),
                new PreservationEvents.ErasureFulfilled(RULES, "E1"),
                new PreservationEvents.RetentionRunStarted(RULES, "R1", PreservationEvents.RunCause.SCHEDULE, BOB),
                new PreservationEvents.RetentionRunFinished(
                        RULES, "R1", new RetentionReport(7, 6, 4, 1, Map.of("hold", 1L), 1, 1, 2, 1700086400)),
                new ChannelEvents.ChannelCreated(
                        CHANNEL, ChannelKind.PUBLIC, "general", ANN, List.of(ANN, BOB), true, 1700000000),
                new ChannelEvents.ChannelRenamed(CHANNEL, ANN, "general", "all", TS),
                new ChannelEvents.MemberJoined(CHANNEL, BOB, ANN, TS),
                new ChannelEvents.MemberLeft(CHANNEL, BOB, ANN, TS),
                new ChannelEvents.TopicSet(CHANNEL, ANN, TS, 1700000000, new Prose("topic")),
                new ChannelEvents.PurposeSet(CHANNEL, ANN, TS, 1700000000, new Prose("purpose")),
                new ChannelEvents.ChannelArchived(CHANNEL, ANN, TS),
                new ChannelEvents.ChannelUnarchived(CHANNEL, ANN, TS),
                new MessageEvents.MessagePosted(
                        CHANNEL, LATER, ANN, "B1", "A1", MessageEvents.Kind.BOT, TS, true, "cid", "Q1", CONTENT),
                new MessageEvents.MessageImported(
                        CHANNEL, LATER, ANN, "B1", "bot_message", TS, true, "cid", BOB, LATER, CONTENT),
                new MessageEvents.ThreadStarted(CHANNEL, TS),
                new MessageEvents.MessageEdited(CHANNEL, TS, ANN, LATER, true, CONTENT),
                new MessageEvents.MessageDeleted(CHANNEL, TS, ANN, LATER),
                new MessageEvents.ReactionAdded(CHANNEL, TS, BOB, "thumbsup", ANN, LATER),
                new MessageEvents.ReactionRemoved(CHANNEL, TS, BOB, "thumbsup", ANN, LATER),
                new MessageEvents.MessagePinned(CHANNEL, TS, BOB, LATER),
                new MessageEvents.MessageUnpinned(CHANNEL, TS, BOB, LATER),
                new MessageEvents.MessageScheduled(
                        CHANNEL, TS, "Q1", ANN, "B1", "A1", 1700000500, LATER, true, CONTENT),
                new MessageEvents.ScheduledMessageCancelled(CHANNEL, TS, "Q1", ANN, ErrorCode.IS_ARCHIVED),
                new MessageEvents.MessageErased(CHANNEL, TS, ANN, List.of(3L, 9L), ERASURE, LATER),
                new MessageEvents.MessageRevisionsErased(CHANNEL, TS, ANN, List.of(3L), ERASURE, LATER),
                new MessageEvents.ScheduledMessageErased(CHANNEL, LATER, "Q1", ANN, List.of(4L), ERASURE),
                new ChannelEvents.ProseErased(CHANNEL, ANN, List.of(5L), ERASURE),
                new PersonEvents.ProfilesErased(PERSON, List.of(0L), ERASURE),
                new WorkspaceEvents.JoinedProfileErased(T1, ANN, List.of(1L), ERASURE),
                new WorkspaceEvents.PersonErasureStarted(T1, ANN, ERASURE),
                new WorkspaceEvents.PersonErasureFinished(T1, ANN, 7, ERASURE, 12, 1));
    }
}
