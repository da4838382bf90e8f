// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.serial;

import static java.util.Map.entry;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erases;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names under which events are stored. A stored event never names a Java class. */
public final class EventTypes {
    /** @param revision of the stored form that is written now; older ones are upcast when read */
    public record EventType(String name, int revision) {}

    private static final Map<Class<? extends DomainEvent>, EventType> BY_CLASS = Map.ofEntries(
            entry(WorkspaceEvents.WorkspaceFounded.class, new EventType("workspace.founded", 1)),
            entry(WorkspaceEvents.PersonJoined.class, new EventType("person.joined", 1)),
            entry(WorkspaceEvents.RoleChanged.class, new EventType("person.role_changed", 1)),
            entry(WorkspaceEvents.PersonDeactivated.class, new EventType("person.deactivated", 1)),
            entry(WorkspaceEvents.PersonReactivated.class, new EventType("person.reactivated", 1)),
            entry(WorkspaceEvents.EmailClaimed.class, new EventType("person.email_claimed", 1)),
            entry(WorkspaceEvents.HandleChanged.class, new EventType("person.handle_changed", 1)),
            entry(WorkspaceEvents.IdentityLinked.class, new EventType("person.identity_linked", 1)),
            entry(WorkspaceEvents.UsergroupNameTaken.class, new EventType("usergroup.name_taken", 1)),
            entry(UsergroupEvents.UsergroupCreated.class, new EventType("usergroup.created", 1)),
            entry(UsergroupEvents.UsergroupRenamed.class, new EventType("usergroup.renamed", 1)),
            entry(UsergroupEvents.UsergroupMemberAdded.class, new EventType("usergroup.member_added", 1)),
            entry(UsergroupEvents.UsergroupMemberRemoved.class, new EventType("usergroup.member_removed", 1)),
            entry(UsergroupEvents.UsergroupDeleted.class, new EventType("usergroup.deleted", 1)),
            entry(PlacementEvents.WorkspaceMoved.class, new EventType("workspace.moved", 1)),
            entry(PlacementEvents.WorkspaceArrived.class, new EventType("workspace.arrived", 1)),
            entry(PlacementEvents.WorkspaceCleared.class, new EventType("workspace.cleared", 1)),
            entry(PlacementEvents.EventDeparted.class, new EventType("event.departed", 1)),
            entry(WorkspaceEvents.ChannelNameTaken.class, new EventType("channel.name_taken", 1)),
            entry(PersonEvents.ProfileChanged.class, new EventType("person.profile_changed", 1)),
            entry(PersonEvents.SnoozeStarted.class, new EventType("person.snooze_started", 1)),
            entry(PersonEvents.SnoozeEnded.class, new EventType("person.snooze_ended", 1)),
            entry(CredentialEvents.TokenIssued.class, new EventType("token.issued", 1)),
            entry(CredentialEvents.TokenRevoked.class, new EventType("token.revoked", 1)),
            entry(AuditEvents.ActionRecorded.class, new EventType("audit.action_recorded", 1)),
            entry(CaseEvents.CaseOpened.class, new EventType("case.opened", 1)),
            entry(CaseEvents.CaseRoleRequested.class, new EventType("case.role_requested", 1)),
            entry(CaseEvents.CaseRoleGranted.class, new EventType("case.role_granted", 1)),
            entry(CaseEvents.CaseRoleRevoked.class, new EventType("case.role_revoked", 1)),
            entry(CaseEvents.HoldAttached.class, new EventType("case.hold_attached", 1)),
            entry(CaseEvents.CaseSearched.class, new EventType("case.searched", 1)),
            entry(CaseEvents.CaseClosed.class, new EventType("case.closed", 1)),
            entry(CaseEvents.CaseReopened.class, new EventType("case.reopened", 1)),
            entry(PreservationEvents.HoldCreated.class, new EventType("hold.created", 1)),
            entry(PreservationEvents.HoldExtended.class, new EventType("hold.extended", 1)),
            entry(PreservationEvents.HoldReleased.class, new EventType("hold.released", 1)),
            entry(PreservationEvents.HoldReactivated.class, new EventType("hold.reactivated", 1)),
            entry(PreservationEvents.RetentionProposed.class, new EventType("retention.proposed", 1)),
            entry(
                    PreservationEvents.RetentionProposalCancelled.class,
                    new EventType("retention.proposal_cancelled", 1)),
            entry(PreservationEvents.RetentionSet.class, new EventType("retention.set", 1)),
            entry(PreservationEvents.ErasureRequested.class, new EventType("erasure.requested", 1)),
            entry(PreservationEvents.ErasureFulfilled.class, new EventType("erasure.fulfilled", 1)),
            entry(PreservationEvents.RetentionRunStarted.class, new EventType("retention.run_started", 1)),
            entry(PreservationEvents.RetentionRunFinished.class, new EventType("retention.run_finished", 1)),
            entry(ChannelEvents.ChannelCreated.class, new EventType("channel.created", 1)),
            entry(ChannelEvents.ChannelRenamed.class, new EventType("channel.renamed", 1)),
            entry(ChannelEvents.MemberJoined.class, new EventType("channel.member_joined", 1)),
            entry(ChannelEvents.MemberLeft.class, new EventType("channel.member_left", 1)),
            entry(ChannelEvents.TopicSet.class, new EventType("channel.topic_set", 1)),
            entry(ChannelEvents.PurposeSet.class, new EventType("channel.purpose_set", 1)),
            entry(ChannelEvents.ChannelArchived.class, new EventType("channel.archived", 1)),
            entry(ChannelEvents.ChannelUnarchived.class, new EventType("channel.unarchived", 1)),
            entry(MessageEvents.MessagePosted.class, new EventType("message.posted", 1)),
            entry(MessageEvents.MessageImported.class, new EventType("message.imported", 1)),
            entry(MessageEvents.ThreadStarted.class, new EventType("message.thread_started", 1)),
            entry(MessageEvents.MessageEdited.class, new EventType("message.edited", 1)),
            entry(MessageEvents.MessageDeleted.class, new EventType("message.deleted", 1)),
            entry(MessageEvents.MessageRevisionsErased.class, new EventType("message.revisions_erased", 1)),
            entry(MessageEvents.ReactionAdded.class, new EventType("message.reaction_added", 1)),
            entry(MessageEvents.ReactionRemoved.class, new EventType("message.reaction_removed", 1)),
            entry(MessageEvents.MessagePinned.class, new EventType("message.pinned", 1)),
            entry(MessageEvents.MessageUnpinned.class, new EventType("message.unpinned", 1)),
            entry(MessageEvents.MessageScheduled.class, new EventType("message.scheduled", 1)),
            entry(MessageEvents.ScheduledMessageCancelled.class, new EventType("message.schedule_cancelled", 1)),
            entry(MessageEvents.MessageErased.class, new EventType("message.erased", 1)),
            entry(MessageEvents.ScheduledMessageErased.class, new EventType("message.schedule_erased", 1)),
            entry(ChannelEvents.ProseErased.class, new EventType("channel.prose_erased", 1)),
            entry(PersonEvents.ProfilesErased.class, new EventType("person.profiles_erased", 1)),
            entry(WorkspaceEvents.JoinedProfileErased.class, new EventType("person.joined_profile_erased", 1)),
            entry(WorkspaceEvents.PersonErasureStarted.class, new EventType("person.erasure_started", 1)),
            entry(WorkspaceEvents.PersonErasureFinished.class, new EventType("person.erasure_finished", 1)));

    private static final Map<String, Class<? extends DomainEvent>> BY_NAME = byName();

    private static final List<String> ERASURES = BY_CLASS.entrySet().stream()
            .filter(each -> Erases.class.isAssignableFrom(each.getKey()))
            .map(each -> each.getValue().name())
            .sorted()
            .toList();

    private EventTypes() {}

    /** @throws IllegalArgumentException for an event that has no stored name */
    public static EventType of(Class<? extends DomainEvent> event) {
        EventType type = BY_CLASS.get(event);
        if (type == null) throw new IllegalArgumentException("no stored name for " + event.getName());
        return type;
    }

    /** The event that is stored as {@code name}, or null. */
    public static @Nullable Class<? extends DomainEvent> named(String name) {
        return BY_NAME.get(name);
    }

    /** All events that can be stored. */
    public static Map<Class<? extends DomainEvent>, EventType> all() {
        return BY_CLASS;
    }

    /** The names of the events that erase. */
    public static List<String> erasures() {
        return ERASURES;
    }

    private static Map<String, Class<? extends DomainEvent>> byName() {
        var names = new HashMap<String, Class<? extends DomainEvent>>();
        BY_CLASS.forEach((event, type) -> {
            if (names.put(type.name(), event) != null) throw new IllegalStateException("two events named " + type);
        });
        return Map.copyOf(names);
    }
}
