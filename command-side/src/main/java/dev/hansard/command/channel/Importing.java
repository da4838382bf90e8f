// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.ImportMessages;
import dev.hansard.api.MessageCommands.ImportOutcome;
import dev.hansard.api.MessageCommands.ImportedMessage;
import dev.hansard.api.MessageCommands.ImportedReaction;
import dev.hansard.api.MessageCommands.SkippedMessage;
import dev.hansard.api.MessageEvents.MessageImported;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.MessageEvents.ThreadStarted;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings an archive's messages in, each at its own ts. One is made for each batch. */
final class Importing {
    /** A message from further ahead would push the ts of all that follow it into its future. */
    static final Duration FARTHEST_AHEAD = Duration.ofDays(1);

    private final ChannelKey channel;
    private final Timeline timeline;
    private final Messages messages;

    /** This batch's messages and their roots: it may be longer than the recent messages reach back. */
    private final Map<Ts, Ts> rootOf = new HashMap<>();

    private final Set<Ts> started = new HashSet<>();
    private final List<SkippedMessage> skipped = new ArrayList<>();
    private int imported;
    private int alreadyThere;

    Importing(ChannelKey channel, Timeline timeline, Messages messages) {
        this.channel = channel;
        this.timeline = timeline;
        this.messages = messages;
    }

    ImportOutcome run(ImportMessages c) {
        Rejection.unless(c.actor().isOperator(), ErrorCode.NO_PERMISSION);
        Ts farthest = Ts.at(messages.now().plus(FARTHEST_AHEAD));
        Set<Ts> taken = taken(c.messages());
        for (ImportedMessage m : c.messages()) {
            if (taken.contains(m.ts()) || rootOf.containsKey(m.ts()) || timeline.isRecent(m.ts())) alreadyThere++;
            else if (m.ts().isAfter(farthest)) skipped.add(new SkippedMessage(m.ts(), ErrorCode.INVALID_TIMESTAMP));
            else take(m);
        }
        return new ImportOutcome(imported, alreadyThere, List.copyOf(skipped));
    }

    private Set<Ts> taken(List<ImportedMessage> batch) {
        List<Ts> past = batch.stream()
                .map(ImportedMessage::ts)
                .filter(ts -> !ts.isAfter(timeline.last()))
                .toList();
        return messages.taken(channel, past);
    }

    private void take(ImportedMessage m) {
        boolean reply = m.thread() != null && !m.thread().equals(m.ts());
        Ts root = reply && m.thread() != null ? root(m.thread()) : null;
        if (reply && root == null) {
            skipped.add(new SkippedMessage(m.ts(), ErrorCode.THREAD_NOT_FOUND));
            return;
        }
        if (root != null && !isStarted(root)) {
            apply(new ThreadStarted(channel, root));
            started.add(root);
        }
        apply(new MessageImported(
                channel,
                m.ts(),
                m.author(),
                m.bot(),
                m.subtype(),
                root,
                root != null && m.broadcast(),
                m.clientMsgId(),
                m.editedBy(),
                m.editedTs(),
                m.content()));
        rootOf.put(m.ts(), root == null ? m.ts() : root);
        imported++;
        hang(m);
    }

    private void hang(ImportedMessage m) {
        var emojiByName = new HashMap<String, Set<UserId>>();
        for (ImportedReaction reaction : m.reactions()) {
            Set<UserId> users = emojiByName.computeIfAbsent(reaction.name(), any -> new LinkedHashSet<>());
            for (UserId user : reaction.users()) {
                if (users.add(user))
                    apply(new ReactionAdded(channel, m.ts(), user, reaction.name(), m.author(), m.ts()));
            }
        }
        if (m.pinnedBy() != null) apply(new MessagePinned(channel, m.ts(), m.pinnedBy(), m.ts()));
    }

    /** The root of the thread that {@code thread} is in; null if there is no such message. */
    private @Nullable Ts root(Ts thread) {
        Ts inBatch = rootOf.get(thread);
        if (inBatch != null) return inBatch;
        MessageState message = timeline.find(channel, thread, messages);
        if (message == null) return null;
        return message.thread() == null ? thread : message.thread();
    }

    private boolean isStarted(Ts root) {
        if (started.contains(root)) return true;
        if (rootOf.containsKey(root)) return false;
        MessageState message = timeline.find(channel, root, messages);
        return message != null && message.isThreadStarted();
    }
}
