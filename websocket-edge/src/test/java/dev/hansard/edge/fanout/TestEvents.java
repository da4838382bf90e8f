// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import static dev.hansard.edge.fanout.FakeRecord.TEAM;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.CredentialView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Events and tokens as tests need them. */
public final class TestEvents {
    public static final UserId ANN = new UserId("U1ANN");
    public static final UserId BOB = new UserId("U2BOB");
    public static final UserId EVE = new UserId("U3EVE");
    public static final ChannelKey GENERAL = channel("C1");
    public static final ChannelKey SECRET = channel("C2");
    private static final AtomicLong CLOCK = new AtomicLong(1_700_000_000_000_000L);

    private TestEvents() {}

    public static ChannelKey channel(String id) {
        return new ChannelKey(TEAM, new ChannelId(id));
    }

    public static Ts ts() {
        return new Ts(CLOCK.incrementAndGet());
    }

    public static ChannelEvents.ChannelCreated created(ChannelKey channel, ChannelKind kind, UserId... members) {
        String name =
                kind.isDirect() ? null : "name-" + channel.channel().value().toLowerCase(java.util.Locale.ROOT);
        return new ChannelEvents.ChannelCreated(
                channel, kind, name, members.length == 0 ? EVE : members[0], List.of(members), false, 1);
    }

    public static MessageEvents.MessagePosted posted(ChannelKey channel, String text) {
        return posted(channel, ts(), text);
    }

    public static MessageEvents.MessagePosted posted(ChannelKey channel, Ts ts, String text) {
        return reply(channel, ts, null, text);
    }

    public static MessageEvents.MessagePosted reply(ChannelKey channel, Ts ts, Ts thread, String text) {
        return new MessageEvents.MessagePosted(
                channel,
                ts,
                ANN,
                null,
                null,
                MessageEvents.Kind.PLAIN,
                thread,
                false,
                null,
                null,
                MessageContent.ofText(text));
    }

    public static MessageEvents.MessageEdited edited(ChannelKey channel, Ts ts, String text) {
        return new MessageEvents.MessageEdited(channel, ts, ANN, ts(), false, MessageContent.ofText(text));
    }

    public static ChannelEvents.MemberJoined joined(ChannelKey channel, UserId user) {
        return new ChannelEvents.MemberJoined(channel, user, null, ts());
    }

    public static ChannelEvents.MemberLeft left(ChannelKey channel, UserId user) {
        return new ChannelEvents.MemberLeft(channel, user, user, ts());
    }

    public static CredentialView token(UserId user, Role role) {
        return new CredentialView(
                new CredentialKey(TEAM, "K" + user.value()),
                TokenKind.USER,
                user,
                role,
                false,
                null,
                "A0HANSARD",
                Set.of("client", "chat:write"),
                false,
                0);
    }

    public static Stream<String> numbered(String prefix, int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(i -> prefix + i);
    }
}
