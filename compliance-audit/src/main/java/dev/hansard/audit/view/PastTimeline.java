// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.view;

import dev.hansard.api.MessageView;
import dev.hansard.api.MessageView.ThreadSummary;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.axon.store.ConversationLog;
import dev.hansard.axon.store.ConversationLog.Entry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a conversation up to a position, message by message, and keeps the part that was asked for. Goes through all of it,
 * as a reply tells of a root that may be far back; memory grows with that part and with the number of threads.
 */
final class PastTimeline {
    private static final int PAGE = 2_000;

    private final Look look;
    private final ArrayDeque<PastMessage> kept = new ArrayDeque<>();
    private final Map<Ts, Thread> threads = new HashMap<>();
    private final Map<Ts, UserId> authors = new HashMap<>();
    private int living;
    private boolean more;

    /** The living replies of a root. */
    private static final class Thread {
        private final Set<UserId> users = new LinkedHashSet<>();
        private int replies;
        private Ts latest = Ts.ZERO;

        ThreadSummary summary() {
            return new ThreadSummary(replies, List.copyOf(users), latest);
        }
    }

    PastTimeline(Look look) {
        this.look = look;
    }

    void read(ConversationLog log, long upTo) {
        Ts ts = Ts.ZERO;
        long position = Long.MAX_VALUE;
        Ts current = Ts.ZERO;
        PastMessage message = new PastMessage();
        List<Entry> page;
        do {
            page = log.byMessage(look.channel(), ts, position, upTo, PAGE);
            for (Entry entry : page) {
                ts = Objects.requireNonNull(entry.subject(), "rows are found by their subject");
                position = entry.position();
                if (!ts.equals(current)) {
                    take(message);
                    message = new PastMessage();
                    current = ts;
                }
                if (entry.event() != null) message.add(entry.event().event());
            }
        } while (page.size() == PAGE);
        take(message);
    }

    private void take(PastMessage message) {
        MessageView view = message.view();
        if (view == null) return;
        Ts root = PastMessage.root(view);
        if (root == null) authors.put(view.ts(), view.author());
        else if (!message.isGone()) reply(root, view);
        boolean in = look.thread() == null ? isInChannel(message, view) : isInThread(message, view);
        if (in) keep(message);
    }

    private void reply(Ts root, MessageView view) {
        Thread thread = threads.computeIfAbsent(root, any -> new Thread());
        thread.users.add(view.author());
        thread.replies++;
        thread.latest = view.ts();
    }

    /** A root that is gone is kept for its tombstone until it is known whether it has replies. */
    private boolean isInChannel(PastMessage message, MessageView view) {
        if (!look.latest().isAfter(view.ts())) return false;
        return view.isReply() ? view.broadcast() && !message.isGone() : true;
    }

    private boolean isInThread(PastMessage message, MessageView view) {
        if (view.ts().equals(look.thread())) return true;
        return Objects.equals(PastMessage.root(view), look.thread())
                && !message.isGone()
                && look.latest().isAfter(view.ts());
    }

    private void keep(PastMessage message) {
        kept.add(message);
        if (!message.isGone()) living++;
        if (look.thread() != null) {
            // The first ones.
            if (kept.size() > look.limit()) {
                kept.removeLast();
                more = true;
            }
            return;
        }
        // The last ones, and one more that tells that there are others.
        while (living > look.limit() + 1) if (!kept.removeFirst().isGone()) living--;
    }

    /** Null when the thread that was asked for was not there. */
    @Nullable
    Sight sight(long position, Instant recorded, Conversation conversation) {
        var shown = new ArrayList<MessageView>();
        Set<Ts> erased = new HashSet<>();
        boolean thread = look.thread() != null;
        for (PastMessage message : thread ? kept : kept.reversed()) {
            MessageView view = Objects.requireNonNull(message.view());
            Thread replies = threads.get(view.ts());
            if (message.isGone() && replies == null) continue;
            if (shown.size() == look.limit()) {
                more = true;
                break;
            }
            Ts root = PastMessage.root(view);
            UserId parent = root == null ? null : authors.get(root);
            shown.add(message.shown(view, replies == null ? null : replies.summary(), parent));
            if (message.isErased()) erased.add(view.ts());
        }
        if (thread && (shown.isEmpty() || !shown.getFirst().ts().equals(look.thread()))) return null;
        return new Sight(position, recorded, null, conversation, List.copyOf(shown), more, Set.copyOf(erased));
    }
}
