// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.MessageView;
import dev.hansard.api.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What readers must see of a {@link Conversation}, in the same plain form as {@link #plain} gives answers. */
final class Oracle {
    private final Conversation conversation;

    Oracle(Conversation conversation) {
        this.conversation = conversation;
    }

    /** The channel's history, newest first, strictly between the two. */
    List<String> history(long after, long before) {
        List<String> seen = new ArrayList<>();
        for (Conversation.Said said : conversation.messages.descendingMap().values()) {
            boolean inChannel = said.thread == null || said.broadcast;
            boolean visible = !said.deleted || isTombstone(said);
            if (inChannel && visible && said.ts > after && said.ts < before) seen.add(plain(said));
        }
        return seen;
    }

    /** The thread with its root, oldest first; null where there is none. */
    List<String> thread(long ts) {
        Conversation.Said asked = conversation.messages.get(ts);
        if (asked == null || (asked.deleted && asked.thread != null)) return null;
        Conversation.Said root = asked.thread == null ? asked : conversation.messages.get(asked.thread);
        if (root.deleted && !isTombstone(root)) return null;
        List<String> seen = new ArrayList<>();
        seen.add(plain(root));
        conversation.livingReplies(root.ts).forEach(reply -> seen.add(plain(reply)));
        return seen;
    }

    /** Newest pin first. */
    List<String> pins() {
        return conversation.messages.values().stream()
                .filter(said -> said.pinnedBy != null)
                .sorted(Comparator.comparingLong((Conversation.Said said) -> said.pinnedAt)
                        .reversed())
                .map(this::plain)
                .toList();
    }

    private boolean isTombstone(Conversation.Said said) {
        return said.deleted
                && said.thread == null
                && !conversation.livingReplies(said.ts).isEmpty();
    }

    private String plain(Conversation.Said said) {
        if (said.deleted) {
            return "%d tombstone USLACKBOT '%s' thread=%d %s"
                    .formatted(said.ts, MessageView.TOMBSTONE_TEXT, said.ts, summary(said));
        }
        List<Conversation.Said> replies = conversation.livingReplies(said.ts);
        Long thread = said.thread == null && !replies.isEmpty() ? Long.valueOf(said.ts) : said.thread;
        UserId parent = said.thread == null ? null : conversation.messages.get(said.thread).author;
        return "%d %s %s '%s' thread=%s %s edited=%s reactions=%s pinned=%s@%d parent=%s broadcast=%s"
                .formatted(
                        said.ts,
                        said.notice ? "notice" : "message",
                        said.author,
                        said.text,
                        thread,
                        summary(said),
                        said.editor,
                        reactions(said),
                        said.pinnedBy,
                        said.pinnedBy == null ? 0 : said.pinnedAt,
                        parent,
                        said.broadcast);
    }

    private String summary(Conversation.Said said) {
        List<Conversation.Said> replies = conversation.livingReplies(said.ts);
        if (replies.isEmpty()) return "alone";
        var users = new LinkedHashSet<UserId>();
        replies.forEach(reply -> users.add(reply.author));
        return "replies=%d by=%s latest=%d".formatted(replies.size(), List.copyOf(users), replies.getLast().ts);
    }

    private static Map<String, List<UserId>> reactions(Conversation.Said said) {
        Map<String, List<UserId>> byName = new LinkedHashMap<>();
        said.reactions.forEach(react ->
                byName.computeIfAbsent(react.name(), name -> new ArrayList<>()).add(react.user()));
        return byName;
    }

    static String plain(MessageView view) {
        MessageView.ThreadSummary thread = view.summary();
        String summary = thread == null
                ? "alone"
                : "replies=%d by=%s latest=%d"
                        .formatted(
                                thread.replies(),
                                thread.users(),
                                thread.latest().micros());
        Long root = view.thread() == null ? null : Long.valueOf(view.thread().micros());
        if ("tombstone".equals(view.subtype())) {
            return "%d tombstone %s '%s' thread=%s %s"
                    .formatted(view.ts().micros(), view.author(), view.content().text(), root, summary);
        }
        Map<String, List<UserId>> byName = new LinkedHashMap<>();
        view.reactions().forEach(reaction -> byName.put(reaction.name(), reaction.users()));
        return "%d %s %s '%s' thread=%s %s edited=%s reactions=%s pinned=%s@%d parent=%s broadcast=%s"
                .formatted(
                        view.ts().micros(),
                        view.notice() == null ? "message" : "notice",
                        view.author(),
                        view.content().text(),
                        root,
                        summary,
                        view.edited() == null ? null : view.edited().by(),
                        byName,
                        view.pinned() == null ? null : view.pinned().by(),
                        view.pinned() == null ? 0 : view.pinned().at().micros(),
                        view.parentAuthor(),
                        view.broadcast());
    }
}
