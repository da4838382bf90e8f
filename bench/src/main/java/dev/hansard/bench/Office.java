// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.DayMix.Action;
import dev.hansard.bench.ExportWriter.Channel;
import dev.hansard.bench.HttpPool.Request;
import dev.hansard.bench.HttpPool.Tally;
import dev.hansard.bench.load.Arrivals;
import dev.hansard.bench.load.Fleet;
import java.util.List;
import java.util.Random;

/** People in channels with some history, and what they can do. One thread acts for all of them. */
final class Office {
    private static final int WATCHED = 20;
    private static final int SECONDS_BETWEEN = 60;
    private static final int EMOJI = 60;
    private static final String REST = "x".repeat(120);

    private final Bed bed;
    private final Fleet fleet;
    private final HttpPool pool;
    private final List<Channel> channels;
    private final int stored;
    private final Random random;
    private final DayMix mix;
    private int ids;

    /** @param stored messages of each channel, by its members in turn */
    Office(Bed bed, Fleet fleet, HttpPool pool, List<Channel> channels, int stored, Random random) {
        this.bed = bed;
        this.fleet = fleet;
        this.pool = pool;
        this.channels = channels;
        this.stored = stored;
        this.random = random;
        this.mix = new DayMix(random);
    }

    /** Of each channel. */
    int[] members() {
        return channels.stream().mapToInt(each -> each.members().size()).toArray();
    }

    int anyChannel() {
        return random.nextInt(channels.size());
    }

    Action next() {
        return mix.next();
    }

    void settle() {
        pool.await();
    }

    void watchOthers(int person) {
        fleet.send(person, "{\"type\":\"presence_sub\",\"ids\":[" + others(person) + "]}");
    }

    /** By any member, over the member's session. */
    void post(int channel, long due, int number) {
        Channel where = channels.get(channel);
        fleet.send(
                member(where),
                "{\"id\":" + ++ids + ",\"type\":\"message\",\"channel\":\"" + where.id() + "\",\"text\":\""
                        + Arrivals.text(due, number, REST) + "\"}");
    }

    /** Everything but posts. Answers over HTTP are counted; what goes over sessions is not answered. */
    void act(Action action, long due, Tally tally) {
        Channel channel = channels.get(anyChannel());
        int person = member(channel);
        switch (action) {
            case POST -> throw new IllegalArgumentException("posts are numbered");
            case TYPING -> fleet.send(person, "{\"type\":\"typing\",\"channel\":\"" + channel.id() + "\"}");
            case TICKLE -> fleet.send(person, "{\"type\":\"tickle\"}");
            case PRESENCE_QUERY -> fleet.send(person, "{\"type\":\"presence_query\",\"ids\":[" + others(person) + "]}");
            case HISTORY, UNREAD, MARK, PERSON, CHANNEL_LIST, REACTION, SEARCH, EDIT ->
                pool.send(request(action, channel, person), due, tally);
        }
    }

    private Request request(Action action, Channel channel, int person) {
        int message = random.nextInt(stored);
        String in = "channel=" + channel.id();
        String ts = ExportWriter.FIRST_SECOND + (long) message * SECONDS_BETWEEN + ".000100";
        String token = bed.known(person);
        return switch (action) {
            case HISTORY -> new Request("conversations.history", token, in + "&limit=50");
            case UNREAD -> new Request("conversations.info", token, in);
            case MARK -> new Request("conversations.mark", token, in + "&ts=" + ts);
            case PERSON -> new Request("users.info", token, "user=" + ExportWriter.user(member(channel)));
            case CHANNEL_LIST -> new Request("users.conversations", token, "limit=200");
            case REACTION ->
                new Request("reactions.add", token, in + "&timestamp=" + ts + "&name=bench_" + random.nextInt(EMOJI));
            case SEARCH -> new Request("search.messages", token, "query=fox&count=20");
            case EDIT -> {
                int author = channel.members().get(message % channel.members().size());
                String text = "&text=edited+" + random.nextInt(Integer.MAX_VALUE);
                yield new Request("chat.update", bed.known(author), in + "&ts=" + ts + text);
            }
            case POST, TYPING, TICKLE, PRESENCE_QUERY -> throw new IllegalArgumentException("over the session");
        };
    }

    private int member(Channel channel) {
        return channel.members().get(random.nextInt(channel.members().size()));
    }

    private String others(int person) {
        var ids = new StringBuilder();
        for (int i = 1; i <= WATCHED; i++) {
            int other = (person + i) % bed.people();
            ids.append(i == 1 ? "\"" : ",\"").append(ExportWriter.user(other)).append('"');
        }
        return ids.toString();
    }
}
