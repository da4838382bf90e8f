// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import dev.hansard.bench.RoomLoad.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is in which room, and who posts where.
 *
 * @param clients sessions that have to be there, each of the person with its number
 * @param sessions that get each post
 * @param rooms what is to be set up
 * @param senders in turn
 */
record RoomPlan(int clients, int sessions, List<Channel> rooms, List<Sender> senders) {
    static final int SENDERS = 50;

    private static final int SMALL_MEMBERS = 10;
    private static final double FIRST_DELIVERIES = 100_000;
    private static final double FIRST_POSTS = 500;

    /** One room of each size, the smallest first, then the small ones; 0 for none of a kind. */
    static List<RoomPlan> all(List<Integer> members, int rooms) {
        var plans = new ArrayList<RoomPlan>();
        members.stream().filter(count -> count > 0).sorted().forEach(count -> plans.add(one(count, SENDERS)));
        if (rooms > 0) plans.add(many(rooms, SMALL_MEMBERS, Math.min(rooms, SENDERS)));
        return plans;
    }

    /** Posts a second that a search begins with. */
    double firstRate() {
        return rooms.size() > 1 ? FIRST_POSTS : Math.min(FIRST_POSTS, FIRST_DELIVERIES / sessions);
    }

    /** One room of the first people, some of whom post. */
    static RoomPlan one(int members, int senders) {
        var room = new Channel("C0ROOM" + members, "room-" + members, people(0, members));
        return new RoomPlan(
                members,
                members,
                List.of(room),
                IntStream.range(0, Math.min(senders, members))
                        .mapToObj(i -> new Sender(i, room.id()))
                        .toList());
    }

    /** Many rooms, each with one of the senders, who are in as many rooms as it takes; the others are in one. */
    static RoomPlan many(int rooms, int members, int senders) {
        var all = new ArrayList<Channel>();
        var posting = new ArrayList<Sender>();
        int others = members - 1;
        for (int i = 0; i < rooms; i++) {
            var inside = new ArrayList<Integer>();
            inside.add(i % senders);
            inside.addAll(people(senders + i * others, senders + (i + 1) * others));
            all.add(new Channel("C0SMALL" + i, "small-" + i, inside));
            posting.add(new Sender(i % senders, "C0SMALL" + i));
        }
        return new RoomPlan(senders + rooms * others, members, all, posting);
    }

    /** The same for {@link dev.hansard.bench.floor.Broadcast}, where a session is in one room: one session of each posts. */
    RoomPlan bare() {
        if (rooms.size() == 1) return this;
        var posting = new ArrayList<Sender>();
        for (int i = 0; i < rooms.size(); i++) {
            posting.add(new Sender(i * sessions, rooms.get(i).id()));
        }
        return new RoomPlan(rooms.size() * sessions, sessions, rooms, posting);
    }

    /** Of a bare plan. */
    String roomOf(int client) {
        return rooms.get(client / sessions).id();
    }

    private static List<Integer> people(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
