// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Prose;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.query.testing.Happenings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** A channel in which anything happens, and what its readers must then see, kept in plain collections. */
final class Conversation {
    private static final int PEOPLE = 6;
    private static final List<String> EMOJI = List.of("thumbsup", "tada", "eyes::skin-tone-2");

    record React(String name, UserId user) {}

    static final class Said {
        final long ts;
        final Long thread;
        final UserId author;
        boolean broadcast;
        boolean started;
        String text;
        UserId editor;
        boolean deleted;
        boolean notice;
        final List<React> reactions = new ArrayList<>();
        UserId pinnedBy;
        long pinnedAt;

        Said(long ts, Long thread, UserId author, boolean broadcast, String text) {
            this.ts = ts;
            this.thread = thread;
            this.author = author;
            this.broadcast = broadcast;
            this.text = text;
        }
    }

    final ChannelKey channel;
    final TreeMap<Long, Said> messages = new TreeMap<>();
    final List<DomainEvent> events = new ArrayList<>();
    private final Random random;
    private long clock = 1_700_000_000_000_000L;
    private int scheduled;

    Conversation(ChannelKey channel, Random random) {
        this.channel = channel;
        this.random = random;
    }

    /** The same, with this many more things happened. */
    Conversation after(int steps) {
        for (int i = 0; i < steps; i++) step();
        return this;
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 30 || messages.size() < 3) post();
        else if (dice < 58) reply();
        else if (dice < 66) edit();
        else if (dice < 73) delete();
        else if (dice < 88) react();
        else if (dice < 93) pin();
        else if (dice < 96) notice();
        else schedule();
    }

    List<Said> livingReplies(long thread) {
        return messages.values().stream()
                .filter(said -> said.thread != null && said.thread == thread && !said.deleted)
                .toList();
    }

    private void post() {
        say(null, false);
    }

    private void reply() {
        List<Said> roots = messages.values().stream()
                .filter(said -> said.thread == null && !said.notice && (!said.deleted || said.started))
                .toList();
        if (roots.isEmpty()) return;
        Said root = roots.get(Math.max(0, roots.size() - 1 - random.nextInt(6)));
        if (!root.started) events.add(new MessageEvents.ThreadStarted(channel, new Ts(root.ts)));
        root.started = true;
        say(root.ts, random.nextInt(5) == 0);
    }

    private void say(Long thread, boolean broadcast) {
        long ts = tick();
        UserId author = somebody();
        String text = "text " + ts;
        messages.put(ts, new Said(ts, thread, author, broadcast, text));
        events.add(Happenings.reply(channel, ts, author.value(), thread, broadcast, text));
    }

    private void edit() {
        Said said = any();
        if (said == null || said.notice) return;
        said.text = "edited " + tick();
        said.editor = said.author;
        boolean broadcast = said.thread != null && random.nextInt(4) == 0;
        said.broadcast |= broadcast;
        events.add(new MessageEvents.MessageEdited(
                channel, new Ts(said.ts), said.author, new Ts(clock), broadcast, MessageContent.ofText(said.text)));
    }

    private void delete() {
        Said said = any();
        if (said == null) return;
        said.deleted = true;
        said.pinnedBy = null;
        events.add(new MessageEvents.MessageDeleted(channel, new Ts(said.ts), said.author, new Ts(tick())));
    }

    private void react() {
        Said said = any();
        if (said == null) return;
        var react = new React(EMOJI.get(random.nextInt(EMOJI.size())), somebody());
        Ts at = new Ts(tick());
        if (said.reactions.remove(react)) {
            events.add(new MessageEvents.ReactionRemoved(
                    channel, new Ts(said.ts), react.user(), react.name(), said.author, at));
        } else {
            said.reactions.add(react);
            events.add(new MessageEvents.ReactionAdded(
                    channel, new Ts(said.ts), react.user(), react.name(), said.author, at));
        }
    }

    private void pin() {
        Said said = any();
        if (said == null) return;
        UserId by = somebody();
        long at = tick();
        if (said.pinnedBy == null) {
            said.pinnedBy = by;
            said.pinnedAt = at;
            events.add(new MessageEvents.MessagePinned(channel, new Ts(said.ts), by, new Ts(at)));
        } else {
            said.pinnedBy = null;
            events.add(new MessageEvents.MessageUnpinned(channel, new Ts(said.ts), by, new Ts(at)));
        }
    }

    private void notice() {
        long ts = tick();
        UserId author = somebody();
        var notice = new Said(ts, null, author, false, "set the channel topic: topic " + ts);
        notice.notice = true;
        messages.put(ts, notice);
        events.add(new ChannelEvents.TopicSet(channel, author, new Ts(ts), ts / 1_000_000, new Prose("topic " + ts)));
    }

    private void schedule() {
        String id = "Q" + ++scheduled;
        UserId author = somebody();
        events.add(new MessageEvents.MessageScheduled(
                channel,
                new Ts(tick()),
                id,
                author,
                null,
                null,
                clock / 1_000_000 + 60,
                null,
                false,
                MessageContent.ofText("later")));
        if (random.nextBoolean()) {
            events.add(new MessageEvents.ScheduledMessageCancelled(channel, new Ts(tick()), id, author, null));
        }
    }

    /** A living message among the last, or null. */
    private Said any() {
        List<Said> living =
                messages.values().stream().filter(said -> !said.deleted).toList();
        return living.isEmpty() ? null : living.get(Math.max(0, living.size() - 1 - random.nextInt(12)));
    }

    private UserId somebody() {
        return new UserId("U" + (1 + random.nextInt(PEOPLE)));
    }

    private long tick() {
        clock += 1 + random.nextInt(3_000_000);
        return clock;
    }
}
