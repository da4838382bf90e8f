// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What queries about workspaces, people, conversations and tokens answer. Times are epoch seconds unless a name says more. */
public final class Views {
    private Views() {}

    public record WorkspaceView(WorkspaceId id, String name, String domain, long created) {}

    /**
     * @param snoozeUntil 0 when no snooze was set
     * @param awayManually the person asked to be shown as away
     */
    public record PersonView(
            PersonKey key,
            String handle,
            Role role,
            boolean deactivated,
            @Nullable Bot bot,
            Profile profile,
            long updated,
            long snoozeUntil,
            boolean awayManually) {}

    /** What a token allows. {@code expires} 0 for never. */
    public record CredentialView(
            CredentialKey key,
            TokenKind kind,
            UserId user,
            Role role,
            boolean deactivated,
            @Nullable String bot,
            String app,
            Set<String> scopes,
            boolean revoked,
            long expires) {
        public Actor actor() {
            return new Actor(user, role, bot, app);
        }

        /** The same with a set of scopes that is shared. */
        public CredentialView withScopes(Set<String> shared) {
            return new CredentialView(key, kind, user, role, deactivated, bot, app, shared, revoked, expires);
        }
    }

    public record ProseView(String text, @Nullable UserId by, long at) {}

    /**
     * A conversation as one viewer sees it.
     *
     * @param name null for direct messages
     * @param members who is in it, for direct messages only; else empty
     * @param updatedMillis epoch milliseconds
     * @param lastRead the viewer's mark; {@link Ts#ZERO} if there is none
     * @param open whether the viewer's list shows it
     */
    public record ChannelView(
            ChannelKey key,
            ChannelKind kind,
            @Nullable String name,
            List<String> previousNames,
            UserId creator,
            long created,
            boolean archived,
            boolean general,
            ProseView topic,
            ProseView purpose,
            int memberCount,
            List<UserId> members,
            long updatedMillis,
            boolean isMember,
            Ts lastRead,
            boolean open) {}

    /** @param refused who could not be invited, and why */
    public record Invited(Map<UserId, ErrorCode> refused) {}

    /** @param next pass it as the cursor of the next page; null at the end */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /** @param hasMore whether there are further messages in the direction of reading */
    public record MessagePage(
            List<MessageView> messages,
            boolean hasMore,
            @Nullable String next,
            int pins) {}

    public record Unread(int count, @Nullable Ts latest) {}

    public record ScheduledView(
            ChannelKey channel, String id, UserId author, long postAt, long created, MessageContent content) {}

    /**
     * Where a person is a member, as of a place in the shard's stream.
     *
     * @param position every event up to here is taken into account, none after it
     */
    public record Memberships(Set<ChannelId> channels, long position) {}
}
