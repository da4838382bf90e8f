// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.testing;

import dev.hansard.api.Actor;
import dev.hansard.api.Bot;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents.PersonJoined;
import dev.hansard.api.WorkspaceEvents.WorkspaceFounded;
import dev.hansard.api.WorkspaceId;
import java.util.List;

/** Events as tests need them. */
public final class Happenings {
    public static final WorkspaceId T1 = new WorkspaceId("T1");

    private Happenings() {}

    public static WorkspaceFounded founded(WorkspaceId id, String name) {
        return new WorkspaceFounded(id, name, name.toLowerCase(java.util.Locale.ROOT), 1_700_000_000);
    }

    public static PersonJoined joined(WorkspaceId id, String user, Role role) {
        return new PersonJoined(id, new UserId(user), "h." + user, role, null, null, Profile.named("Name " + user));
    }

    public static PersonJoined bot(WorkspaceId id, String user, String bot) {
        return new PersonJoined(
                id,
                new UserId(user),
                "h." + user,
                Role.MEMBER,
                new Bot(bot, "A1", "Bot " + bot),
                null,
                Profile.named("Bot " + bot));
    }

    public static ChannelKey channel(String id) {
        return new ChannelKey(T1, new dev.hansard.api.ChannelId(id));
    }

    public static ChannelCreated created(ChannelKey channel, ChannelKind kind, String name, String... members) {
        return new ChannelCreated(
                channel,
                kind,
                name,
                new UserId("U1"),
                java.util.Arrays.stream(members).map(UserId::new).toList(),
                false,
                1_700_000_001);
    }

    public static MessagePosted posted(ChannelKey channel, long ts, String author, String text) {
        return reply(channel, ts, author, null, false, text);
    }

    public static MessagePosted reply(
            ChannelKey channel, long ts, String author, Long thread, boolean broadcast, String text) {
        return new MessagePosted(
                channel,
                new Ts(ts),
                new UserId(author),
                null,
                null,
                MessageEvents.Kind.PLAIN,
                thread == null ? null : new Ts(thread),
                broadcast,
                null,
                null,
                MessageContent.ofText(text));
    }

    public static Actor person(String user) {
        return person(user, Role.MEMBER);
    }

    public static Actor person(String user, Role role) {
        return new Actor(new UserId(user), role, null, Actor.FIRST_PARTY_APP);
    }

    public static Actor botActor(String user, String bot) {
        return new Actor(new UserId(user), Role.MEMBER, bot, "A1");
    }

    public static List<UserId> users(String... ids) {
        return java.util.Arrays.stream(ids).map(UserId::new).toList();
    }
}
