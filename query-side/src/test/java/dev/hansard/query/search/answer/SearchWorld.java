// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents.PersonDeactivated;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.testing.Happenings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A workspace with every kind of conversation, in each of which the same things are said besides one word of its own. */
final class SearchWorld {
    /** U1 is everywhere; U5 was in SECRET; U6 is gone; U2 and U8 are in nothing but OPEN. */
    enum Room {
        OPEN("C0OPEN", ChannelKind.PUBLIC, "aardvark", "U1", "U2", "U8"),
        CLUB("C0CLUB", ChannelKind.PRIVATE, "badger", "U1", "U3", "U4", "U7"),
        SECRET("C0SECRET", ChannelKind.PRIVATE, "civet", "U1", "U10"),
        DIRECT("D0DIRECT", ChannelKind.IM, "dingo", "U1", "U10"),
        GROUP("G0GROUP", ChannelKind.MPIM, "echidna", "U1", "U3", "U10");

        private final String id;
        private final ChannelKind kind;
        private final String word;
        private final List<String> members;

        Room(String id, ChannelKind kind, String word, String... members) {
            this.id = id;
            this.kind = kind;
            this.word = word;
            this.members = List.of(members);
        }

        ChannelId id() {
            return new ChannelId(id);
        }

        /** That only messages of this conversation hold: all four of them. */
        String word() {
            return word;
        }

        ChannelKey in(WorkspaceId workspace) {
            return new ChannelKey(workspace, id());
        }

        /** Different ones in each, a day apart. */
        Ts ts(int message) {
            return new Ts((1_700_000_000L + 86_400L * ordinal() + message) * 1_000_000);
        }

        private String title() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Every operator, with what is there and what is not, for those who see it and those who do not. */
    static final List<String> QUERIES = queries();

    private SearchWorld() {}

    /** @param rooms those that there are */
    static List<DomainEvent> of(WorkspaceId workspace, Set<Room> rooms) {
        List<DomainEvent> events = new ArrayList<>();
        events.add(Happenings.founded(workspace, workspace.value()));
        for (int i = 1; i <= 10; i++) {
            if (i == 7 || i == 9) {
                events.add(Happenings.bot(workspace, "U" + i, "B" + i));
            } else {
                events.add(Happenings.joined(workspace, "U" + i, role(i)));
            }
        }
        for (Room room : Room.values()) if (rooms.contains(room)) fill(events, workspace, room);
        events.add(new PersonDeactivated(workspace, new UserId("U6"), new UserId("U8")));
        return events;
    }

    private static Role role(int person) {
        return switch (person) {
            case 3 -> Role.MULTI_CHANNEL_GUEST;
            case 4 -> Role.SINGLE_CHANNEL_GUEST;
            case 8 -> Role.PRIMARY_OWNER;
            default -> Role.MEMBER;
        };
    }

    private static void fill(List<DomainEvent> events, WorkspaceId workspace, Room room) {
        ChannelKey channel = room.in(workspace);
        ChannelCreated created = Happenings.created(
                channel, room.kind, room.kind.isDirect() ? null : room.title(), room.members.toArray(String[]::new));
        events.add(created);
        if (room == Room.SECRET) {
            events.add(new MemberJoined(channel, new UserId("U5"), null, null));
            events.add(new MemberLeft(channel, new UserId("U5"), new UserId("U1"), null));
        }
        String author = room.members.getLast();
        String word = room.word();
        events.add(Happenings.posted(
                channel,
                room.ts(0).micros(),
                author,
                "needle " + word + " R&amp;D <https://example.com/" + word + ">"));
        events.add(Happenings.reply(
                channel,
                room.ts(1).micros(),
                "U1",
                room.ts(0).micros(),
                false,
                "needles in <#C0SECRET|secret> " + word));
        events.add(Happenings.posted(
                channel, room.ts(2).micros(), "U1", "a needle_case for <@U10> and <@U2> :tada: " + word));
        events.add(Happenings.posted(channel, room.ts(3).micros(), author, "exact needle phrase " + word));
        events.add(new ReactionAdded(channel, room.ts(3), new UserId("U1"), "eyes", new UserId(author), room.ts(4)));
        events.add(new ReactionAdded(channel, room.ts(3), new UserId(author), word, new UserId(author), room.ts(4)));
        events.add(new MessagePinned(channel, room.ts(2), new UserId("U1"), room.ts(4)));
    }

    private static List<String> queries() {
        List<String> queries = new ArrayList<>(List.of(
                "needle",
                "needles",
                "need*",
                "\"exact needle\"",
                "needle_case",
                "case -exact",
                "-needle_case",
                "R&D",
                "<@U10>",
                "<#C0SECRET|secret>",
                ":tada:",
                "amp",
                "example.com",
                "\"unclosed needle",
                "nothing-of-the-kind",
                "???",
                "in:me",
                "to:me",
                "from:me",
                "has:link",
                "has:pin",
                "has:reaction",
                "has::eyes:",
                "has:file",
                "has:star",
                "hasmy:reaction",
                "hasmy::eyes:",
                "is:thread",
                "is:dm",
                "-is:dm",
                "is:saved",
                "before:2023-11-16",
                "after:2023-11-16",
                "on:2023-11-17",
                "during:2023",
                "-during:november-2023"));
        for (Room room : Room.values()) {
            Stream.of("%s", "-%s", "\"needle %s\"", "has::%s:", "-has::%s:", "example.com/%s", "%.4s*")
                    .forEach(form -> queries.add(form.formatted(room.word())));
            Stream.of("in:#%s", "in:%s needle", "-in:#%s", "in:#%s in:#open").forEach(form -> {
                queries.add(form.formatted(room.title()));
                queries.add(form.formatted(room.id()));
            });
        }
        for (String person : List.of("U1", "h.U2", "<@U3>", "@h.U10", "U10", "B7", "\"Bot B9\"", "nobody", "U99")) {
            for (String operator : List.of("from:", "-from:", "to:", "with:", "-with:", "in:")) {
                queries.add(operator + person);
                queries.add("needle " + operator + person);
            }
        }
        return queries;
    }
}
