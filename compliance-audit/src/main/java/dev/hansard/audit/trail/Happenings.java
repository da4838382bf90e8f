// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.Erases;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventMeta;
import org.jspecify.annotations.Nullable;

/**
 * Decides for every kind of event whether it is an entry of the audit trail, and which. Posts, reactions and what belongs
 * to them are not: the record itself tells of them.
 */
final class Happenings {
    private Happenings() {}

    /** Null for what is no entry. Archiving is told as of a public channel; the caller knows better. */
    static @Nullable Happening of(CommittedEvent at) {
        return switch (at.event()) {
            case WorkspaceEvents e -> workspace(e, at.meta());
            case PersonEvents.ProfileChanged e ->
                Happening.of(
                        AuditAction.USER_PROFILE_UPDATED,
                        actor(at.meta(), e.by()),
                        AuditEntity.user(e.person().user()));
            case PersonEvents.ProfilesErased e ->
                Preservation.erased(
                        e,
                        AuditAction.CONTENT_ERASED,
                        AuditEntity.user(e.person().user()),
                        at.meta());
            case PersonEvents e -> null;
            case PreservationEvents e -> Preservation.of(e, at.meta());
            case CaseEvents e -> CaseEntries.of(e, at.meta());
            case UsergroupEvents e -> usergroup(e, at.meta());
            case PlacementEvents e -> null;
            case CredentialEvents e -> credential(e, at.meta());
            case ChannelEvents e -> channel(e, at.meta());
            case MessageEvents.MessageEdited e -> message(e, AuditAction.MESSAGE_EDITED, at.meta(), e.editor());
            case MessageEvents.MessageDeleted e -> message(e, AuditAction.MESSAGE_DELETED, at.meta(), e.by());
            case MessageEvents.MessageErased e -> erased(e, e, at.meta());
            case MessageEvents.MessageRevisionsErased e -> erased(e, e, at.meta());
            case MessageEvents.ScheduledMessageErased e -> erased(e, e, at.meta());
            case MessageEvents e -> null;
            case AuditEvents.ActionRecorded e ->
                new Happening(
                        e.action(),
                        e.actor(),
                        e.entity(),
                        e.details().get("user"),
                        e.outcome(),
                        e.reason(),
                        e.before(),
                        e.after(),
                        e.details(),
                        e.content());
        };
    }

    private static @Nullable Happening workspace(WorkspaceEvents event, EventMeta meta) {
        return switch (event) {
            case WorkspaceEvents.WorkspaceFounded e ->
                Happening.of(AuditAction.WORKSPACE_CREATED, actor(meta, null), AuditEntity.workspace(e.id()))
                        .with("name", e.name())
                        .with("domain", e.domain());
            case WorkspaceEvents.PersonJoined e ->
                Happening.of(AuditAction.USER_CREATED, actor(meta, null), AuditEntity.user(e.user()))
                        .with("handle", e.handle())
                        .with("role", role(e.role()))
                        .with("bot_id", e.bot() == null ? null : e.bot().id());
            case WorkspaceEvents.RoleChanged e ->
                Happening.of(roleChange(e.role()), actor(meta, e.by()), AuditEntity.user(e.user()))
                        .changed(null, role(e.role()));
            case WorkspaceEvents.PersonDeactivated e ->
                Happening.of(AuditAction.USER_DEACTIVATED, actor(meta, e.by()), AuditEntity.user(e.user()));
            case WorkspaceEvents.PersonReactivated e ->
                Happening.of(AuditAction.USER_REACTIVATED, actor(meta, e.by()), AuditEntity.user(e.user()));
            case WorkspaceEvents.EmailClaimed e ->
                Happening.of(AuditAction.USER_EMAIL_UPDATED, actor(meta, e.user()), AuditEntity.user(e.user()));
            case WorkspaceEvents.HandleChanged e ->
                Happening.of(AuditAction.USER_USERNAME_UPDATED, actor(meta, e.by()), AuditEntity.user(e.user()))
                        .changed(null, e.handle());
            case WorkspaceEvents.IdentityLinked e ->
                Happening.of(AuditAction.USER_IDENTITY_LINKED, actor(meta, e.by()), AuditEntity.user(e.user()));
            case WorkspaceEvents.UsergroupNameTaken e -> null;
            case WorkspaceEvents.ChannelNameTaken e -> null;
            case WorkspaceEvents.JoinedProfileErased e ->
                Preservation.erased(e, AuditAction.CONTENT_ERASED, AuditEntity.user(e.user()), meta);
            case WorkspaceEvents.PersonErasureStarted e ->
                Happening.of(
                                AuditAction.ERASURE_REQUESTED,
                                actor(meta, e.erasure().by()),
                                AuditEntity.user(e.user()))
                        .with("authority", e.erasure().authority());
            case WorkspaceEvents.PersonErasureFinished e ->
                Happening.of(AuditAction.ERASURE_COMPLETED, AuditActor.PLATFORM, AuditEntity.user(e.user()))
                        .with("authority", e.erasure().authority())
                        .with("erased", e.erased())
                        .with("kept", e.kept());
        };
    }

    private static Happening credential(CredentialEvents event, EventMeta meta) {
        var token = new AuditEntity(AuditEntity.Kind.TOKEN, event.credential().credential());
        return switch (event) {
            case CredentialEvents.TokenIssued e ->
                Happening.of(AuditAction.TOKEN_ISSUED, actor(meta, e.user()), token)
                        .findBy(e.user().value())
                        .with("user", e.user())
                        .with("bot_id", e.bot())
                        .with("kind", e.kind().name().toLowerCase(java.util.Locale.ROOT))
                        .with("app_id", e.app())
                        .with(
                                "scopes",
                                String.join(",", e.scopes().stream().sorted().toList()))
                        .with("expires", e.expires() == 0 ? null : e.expires());
            case CredentialEvents.TokenRevoked e -> Happening.of(AuditAction.TOKEN_REVOKED, actor(meta, e.by()), token);
        };
    }

    private static Happening usergroup(UsergroupEvents event, EventMeta meta) {
        var group =
                new AuditEntity(AuditEntity.Kind.USERGROUP, event.usergroup().usergroup());
        return switch (event) {
            case UsergroupEvents.UsergroupCreated e ->
                Happening.of(AuditAction.USERGROUP_CREATED, actor(meta, e.by()), group)
                        .with("name", e.name());
            case UsergroupEvents.UsergroupRenamed e ->
                Happening.of(AuditAction.USERGROUP_UPDATED, actor(meta, e.by()), group)
                        .changed(e.oldName(), e.name());
            case UsergroupEvents.UsergroupMemberAdded e ->
                Happening.of(AuditAction.USER_ADDED_TO_USERGROUP, actor(meta, e.by()), group)
                        .findBy(e.user().value())
                        .with("user", e.user());
            case UsergroupEvents.UsergroupMemberRemoved e ->
                Happening.of(AuditAction.USER_REMOVED_FROM_USERGROUP, actor(meta, e.by()), group)
                        .findBy(e.user().value())
                        .with("user", e.user());
            case UsergroupEvents.UsergroupDeleted e ->
                Happening.of(AuditAction.USERGROUP_DELETED, actor(meta, e.by()), group);
        };
    }

    private static @Nullable Happening channel(ChannelEvents event, EventMeta meta) {
        AuditEntity where = AuditEntity.channel(event.channel().channel());
        return switch (event) {
            case ChannelEvents.ChannelCreated e ->
                Happening.of(created(e.kind()), actor(meta, e.creator()), where)
                        .with(
                                "members",
                                e.members().isEmpty() ? null : e.members().size());
            case ChannelEvents.ChannelRenamed e ->
                Happening.of(AuditAction.CHANNEL_RENAMED, actor(meta, e.by()), where)
                        .changed(e.oldName(), e.name());
            case ChannelEvents.MemberJoined e -> coming(e, where, meta);
            case ChannelEvents.MemberLeft e -> going(e, where, meta);
            case ChannelEvents.TopicSet e -> Happening.of(AuditAction.CHANNEL_TOPIC_SET, actor(meta, e.by()), where);
            case ChannelEvents.PurposeSet e ->
                Happening.of(AuditAction.CHANNEL_PURPOSE_SET, actor(meta, e.by()), where);
            case ChannelEvents.ChannelArchived e ->
                Happening.of(AuditAction.PUBLIC_CHANNEL_ARCHIVE, actor(meta, e.by()), where);
            case ChannelEvents.ChannelUnarchived e ->
                Happening.of(AuditAction.PUBLIC_CHANNEL_UNARCHIVE, actor(meta, e.by()), where);
            case ChannelEvents.ProseErased e -> Preservation.erased(e, AuditAction.CONTENT_ERASED, where, meta);
        };
    }

    /** As Slack tells it: the actor is who joined, whoever made it so is a detail. */
    private static Happening coming(ChannelEvents.MemberJoined e, AuditEntity where, EventMeta meta) {
        boolean operator = isOperator(meta);
        AuditActor actor = operator ? AuditActor.OPERATOR : user(e.user(), null);
        Happening joined = Happening.of(AuditAction.USER_CHANNEL_JOIN, actor, where);
        if (operator) return joined.findBy(e.user().value()).with("user", e.user());
        UserId inviter = e.inviter();
        return inviter == null ? joined : joined.findBy(inviter.value()).with("inviter", inviter);
    }

    private static Happening going(ChannelEvents.MemberLeft e, AuditEntity where, EventMeta meta) {
        boolean operator = isOperator(meta);
        AuditActor actor = operator ? AuditActor.OPERATOR : user(e.user(), null);
        Happening left = Happening.of(AuditAction.USER_CHANNEL_LEAVE, actor, where);
        if (operator) return left.findBy(e.user().value()).with("user", e.user());
        return e.by().equals(e.user()) ? left : left.findBy(e.by().value()).with("kicker", e.by());
    }

    private static Happening message(MessageEvents e, AuditAction action, EventMeta meta, UserId by) {
        return Happening.of(
                        action, actor(meta, by), AuditEntity.message(e.channel().channel(), e.ts()))
                .findBy(e.channel().channel().value());
    }

    private static @Nullable Happening erased(Erases erases, MessageEvents e, EventMeta meta) {
        AuditEntity message = AuditEntity.message(e.channel().channel(), e.ts());
        Happening entry = Preservation.erased(erases, AuditAction.MESSAGE_ERASED, message, meta);
        return entry == null ? null : entry.findBy(e.channel().channel().value());
    }

    private static AuditAction roleChange(Role role) {
        return switch (role) {
            case PRIMARY_OWNER, OWNER -> AuditAction.ROLE_CHANGE_TO_OWNER;
            case ADMIN -> AuditAction.ROLE_CHANGE_TO_ADMIN;
            case MEMBER -> AuditAction.ROLE_CHANGE_TO_USER;
            case MULTI_CHANNEL_GUEST, SINGLE_CHANNEL_GUEST -> AuditAction.ROLE_CHANGE_TO_GUEST;
        };
    }

    private static AuditAction created(ChannelKind kind) {
        return switch (kind) {
            case PUBLIC -> AuditAction.PUBLIC_CHANNEL_CREATED;
            case PRIVATE -> AuditAction.PRIVATE_CHANNEL_CREATED;
            case IM, MPIM -> AuditAction.DIRECT_CONVERSATION_CREATED;
        };
    }

    static String role(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whose command it was; where nobody's is known, whom the event names. */
    static AuditActor actor(EventMeta meta, @Nullable UserId named) {
        if (isOperator(meta)) return AuditActor.OPERATOR;
        if (meta.actor() != null) return user(new UserId(meta.actor()), meta.app());
        return named == null || named.equals(UserId.SLACKBOT) ? AuditActor.PLATFORM : user(named, null);
    }

    private static AuditActor user(UserId user, @Nullable String app) {
        String other = Actor.FIRST_PARTY_APP.equals(app) ? null : app;
        return new AuditActor(AuditActor.Kind.USER, user, null, other);
    }

    private static boolean isOperator(EventMeta meta) {
        return UserId.SLACKBOT.value().equals(meta.actor());
    }
}
