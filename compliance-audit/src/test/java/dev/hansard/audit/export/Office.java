// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.Bot;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelEvents.ChannelRenamed;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ChannelEvents.TopicSet;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageEvents.MessageImported;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.MessageEvents.ReactionRemoved;
import dev.hansard.api.MessageEvents.ThreadStarted;
import dev.hansard.api.Profile;
import dev.hansard.api.Prose;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents.PersonJoined;
import dev.hansard.api.WorkspaceEvents.WorkspaceFounded;
import dev.hansard.api.WorkspaceId;
import dev.hansard.testing.TestRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workspace with everything in it that a format may stumble over. */
public final class Office {
    public static final WorkspaceId WORKSPACE = new WorkspaceId("T1");
    public static final ChannelKey TOWN = ChannelKey.of("T1", "C1");
    public static final ChannelKey BOARD = ChannelKey.of("T1", "C2");
    public static final ChannelKey DIRECT = ChannelKey.of("T1", "D1");
    public static final UserId ANN = new UserId("U1");
    public static final UserId BEN = new UserId("U2");
    public static final UserId CAT = new UserId("U3");
    public static final UserId ROBOT = new UserId("U4");
    public static final Ts FIRST = at("2024-03-01T09:00:00Z");
    public static final Ts EDITED = at("2024-03-01T09:01:00Z");
    public static final Ts DELETED = at("2024-03-01T09:02:00Z");
    public static final Ts ERASED = at("2024-03-01T09:03:00Z");
    public static final Ts LAST_DAY = at("2024-03-02T10:00:00Z");
    /** Messages and notices in all conversations. */
    public static final int ITEMS = 18;

    private Office() {}

    public static Ts at(String instant) {
        return Ts.at(Instant.parse(instant));
    }

    public static MessagePosted posted(ChannelKey channel, Ts ts, UserId author, @Nullable MessageContent content) {
        return new MessagePosted(channel, ts, author, null, null, Kind.PLAIN, null, false, null, null, content);
    }

    public static MessagePosted said(ChannelKey channel, String when, UserId author, String text) {
        return posted(channel, at(when), author, MessageContent.ofText(text));
    }

    public static void fill(TestRecord record) {
        people(record);
        town(record);
        others(record);
    }

    private static void people(TestRecord record) {
        record.append(
                new WorkspaceFounded(WORKSPACE, "The Office", "office", 1_600_000_000),
                joined(ANN, "ann", "Ann, \"the\" <Boss>", "ann@example.com", Role.PRIMARY_OWNER, null),
                joined(BEN, "ben", "Bén Müller 🚀", "ben@example.com", Role.MEMBER, null),
                joined(CAT, "cat", "", "not an address", Role.MULTI_CHANNEL_GUEST, null),
                joined(ROBOT, "robot", "Robot", "", Role.MEMBER, new Bot("B1", "A1", "Robot")));
    }

    private static PersonJoined joined(
            UserId user, String handle, String name, String email, Role role, @Nullable Bot bot) {
        return new PersonJoined(
                WORKSPACE, user, handle, role, bot, null, Profile.named(name).withEmail(email));
    }

    private static void town(TestRecord record) {
        Ts reply = at("2024-03-01T10:30:00Z");
        Ts late = at("2024-03-02T08:00:00Z");
        var imported = new MessageContent(
                "look at this", null, null, null, null, null, "{\"files\":[{\"id\":\"F1\",\"name\":\"plan.pdf\"}]}");
        var attached = new MessageContent(
                "",
                null,
                "[{\"id\":1,\"fallback\":\"f\",\"title\":\"Build\",\"text\":\"<http://x.example|green>\"}]",
                null,
                "Deploys",
                "{\"emoji\":\":robot:\"}",
                null);
        var blocks = new MessageContent(
                "",
                "[{\"type\":\"section\",\n \"text\":{\"type\":\"mrkdwn\",\"text\":\"in blocks\"}}]",
                null,
                null,
                null,
                null,
                null);
        record.append(
                new ChannelCreated(TOWN, ChannelKind.PUBLIC, "town", ANN, List.of(ANN, BEN), true, 1_600_000_000),
                new MessageImported(
                        TOWN,
                        at("2020-01-01T00:00:00Z"),
                        BEN,
                        null,
                        null,
                        null,
                        false,
                        null,
                        BEN,
                        at("2020-01-01T00:05:00Z"),
                        imported),
                new ReactionAdded(TOWN, at("2020-01-01T00:00:00Z"), ANN, "eyes", BEN, at("2020-01-01T00:00:00Z")),
                posted(TOWN, FIRST, ANN, MessageContent.ofText("good morning <@U2> &amp; <https://example.com|all>")),
                posted(TOWN, EDITED, BEN, MessageContent.ofText("=cmd|' /C calc'!A0")),
                posted(TOWN, DELETED, BEN, MessageContent.ofText("my secret plan\r\nin two lines")),
                posted(TOWN, ERASED, ANN, null),
                new MessageEdited(
                        TOWN, EDITED, BEN, at("2024-03-02T09:00:00Z"), false, MessageContent.ofText("better")),
                new MessageDeleted(TOWN, DELETED, ANN, at("2024-03-01T09:10:00Z")),
                new ThreadStarted(TOWN, FIRST),
                new MessagePosted(
                        TOWN,
                        reply,
                        BEN,
                        null,
                        null,
                        Kind.PLAIN,
                        FIRST,
                        false,
                        "m-1",
                        null,
                        MessageContent.ofText("a reply")),
                new MessagePosted(
                        TOWN,
                        late,
                        ANN,
                        null,
                        null,
                        Kind.PLAIN,
                        FIRST,
                        true,
                        null,
                        null,
                        MessageContent.ofText("late reply")),
                new ReactionAdded(TOWN, FIRST, BEN, "wave", ANN, at("2024-03-01T09:05:00Z")),
                new ReactionAdded(TOWN, FIRST, CAT, "wave", ANN, at("2024-03-02T09:30:00Z")),
                new ReactionRemoved(TOWN, FIRST, BEN, "wave", ANN, at("2024-03-02T09:31:00Z")),
                new MessagePinned(TOWN, FIRST, BEN, at("2024-03-01T09:06:00Z")),
                new MemberJoined(TOWN, CAT, ANN, at("2024-03-01T12:00:00Z")),
                said(TOWN, "2024-03-01T12:05:00Z", CAT, "hello \u0001 þ ® \u0014 ]]> <b>&amp; 😀 --=_hansard_rsmf_="),
                new MessagePosted(
                        TOWN,
                        at("2024-03-01T12:06:00Z"),
                        ROBOT,
                        "B1",
                        "A1",
                        Kind.BOT,
                        null,
                        false,
                        null,
                        null,
                        attached),
                posted(TOWN, at("2024-03-01T12:07:00Z"), ANN, blocks),
                new MemberLeft(TOWN, CAT, CAT, at("2024-03-02T09:40:00Z")),
                new TopicSet(TOWN, ANN, at("2024-03-02T09:45:00Z"), 1_709_372_700, new Prose("Budget")),
                new ChannelRenamed(TOWN, ANN, "town", "town-hall", at("2024-03-02T09:50:00Z")),
                said(TOWN, "2024-03-02T10:00:00Z", BEN, "the last word"));
    }

    private static void others(TestRecord record) {
        record.append(
                new ChannelCreated(BOARD, ChannelKind.PRIVATE, "board", ANN, List.of(ANN), false, 1_600_000_000),
                said(BOARD, "2024-03-01T15:00:00Z", ANN, "nobody knows about the merger"),
                new ChannelCreated(DIRECT, ChannelKind.IM, null, ANN, List.of(ANN, BEN), false, 1_600_000_000),
                said(DIRECT, "2024-03-01T16:00:00Z", ANN, "is the merger on?"),
                said(DIRECT, "2024-03-01T16:01:00Z", BEN, "-1 from me"));
    }
}
