// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.IndexedMessage;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.analysis.TextAnalysis;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events about one message, from its first on, come to. */
final class MessageFold {
    /** Subtypes of imported messages that somebody wrote; the others are notices. */
    private static final Set<String> WRITTEN = Set.of(
            "me_message",
            "bot_message",
            "thread_broadcast",
            "reply_broadcast",
            "file_share",
            "file_comment",
            "file_mention",
            "reminder_add");

    /** Who reacted with what. */
    private record Reaction(String name, UserId user) {}

    private final MessageKey key;
    private final Set<Reaction> reactions = new HashSet<>();
    private @Nullable UserId author;
    private @Nullable Ts thread;
    private @Nullable MessageContent content;
    private boolean inThread;
    private boolean broadcast;
    private boolean bot;
    private boolean edited;
    private boolean pinned;
    private boolean gone;
    private long version;

    private MessageFold(MessageKey key) {
        this.key = key;
    }

    /** @param events in order, not empty */
    static Change fold(MessageKey key, List<CommittedEvent> events, TextAnalysis analysis) {
        var fold = new MessageFold(key);
        for (CommittedEvent event : events) {
            if (event.event() instanceof MessageEvents about) fold.take(about);
            fold.version = event.position();
        }
        return fold.change(analysis);
    }

    /** Whether the event makes a message, so that no earlier one is about it. */
    static boolean isOrigin(MessageEvents event) {
        return event instanceof MessageEvents.MessagePosted || event instanceof MessageEvents.MessageImported;
    }

    /** Whether the event can change what is indexed of the message that it names. */
    static boolean concerns(MessageEvents event) {
        return switch (event) {
            case MessageEvents.MessagePosted e -> true;
            case MessageEvents.MessageImported e -> true;
            case MessageEvents.ThreadStarted e -> true;
            case MessageEvents.MessageEdited e -> true;
            case MessageEvents.MessageDeleted e -> true;
            case MessageEvents.MessageErased e -> true;
            case MessageEvents.MessageRevisionsErased e -> false;
            case MessageEvents.ReactionAdded e -> true;
            case MessageEvents.ReactionRemoved e -> true;
            case MessageEvents.MessagePinned e -> true;
            case MessageEvents.MessageUnpinned e -> true;
            case MessageEvents.MessageScheduled e -> false;
            case MessageEvents.ScheduledMessageCancelled e -> false;
            case MessageEvents.ScheduledMessageErased e -> false;
        };
    }

    private void take(MessageEvents event) {
        switch (event) {
            case MessageEvents.MessagePosted e -> {
                author = e.author();
                bot = e.bot() != null;
                thread(e.thread());
                broadcast = e.broadcast();
                content = e.content();
            }
            case MessageEvents.MessageImported e -> {
                author = e.author();
                bot = e.bot() != null;
                thread(e.thread());
                broadcast = e.broadcast();
                edited = e.editedTs() != null;
                content = e.content();
                gone = e.subtype() != null && !WRITTEN.contains(e.subtype());
            }
            case MessageEvents.ThreadStarted e -> inThread = true;
            case MessageEvents.MessageEdited e -> {
                edited = true;
                broadcast |= e.broadcast();
                content = e.content();
            }
            case MessageEvents.MessageDeleted e -> gone = true;
            case MessageEvents.MessageErased e -> gone = true;
            case MessageEvents.MessageRevisionsErased e -> {}
            case MessageEvents.ReactionAdded e -> reactions.add(new Reaction(e.name(), e.user()));
            case MessageEvents.ReactionRemoved e -> reactions.remove(new Reaction(e.name(), e.user()));
            case MessageEvents.MessagePinned e -> pinned = true;
            case MessageEvents.MessageUnpinned e -> pinned = false;
            case MessageEvents.MessageScheduled e -> {}
            case MessageEvents.ScheduledMessageCancelled e -> {}
            case MessageEvents.ScheduledMessageErased e -> {}
        }
    }

    private void thread(@Nullable Ts root) {
        inThread = root != null;
        thread = root == null || root.equals(key.ts()) ? null : root;
    }

    private Change change(TextAnalysis analysis) {
        UserId by = author;
        MessageContent said = content;
        if (gone || by == null || said == null) return new Change.Remove(key, version);
        MessageTexts texts = MessageTexts.of(said);
        TextAnalysis.Analysed analysed = analysis.analyse(texts.texts());
        var facts = new HashSet<Fact>(analysed.facts());
        facts.addAll(texts.facts());
        if (bot) facts.add(Fact.BOT);
        if (edited) facts.add(Fact.EDITED);
        if (pinned) facts.add(Fact.PIN);
        if (inThread) facts.add(Fact.THREAD);
        if (broadcast) facts.add(Fact.BROADCAST);
        for (Reaction reaction : reactions) {
            String name = TextAnalysis.emojiName(reaction.name());
            facts.add(Fact.REACTION);
            facts.add(Fact.reaction(name));
            facts.add(Fact.reactedBy(reaction.user()));
            facts.add(Fact.reactedBy(reaction.user(), name));
        }
        return new Change.Put(new IndexedMessage(key, by, thread, analysed.text(), facts), version);
    }
}
