// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.CaseText;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.HasContent;
import dev.hansard.api.HoldText;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Profile;
import dev.hansard.api.Prose;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Written;
import dev.hansard.axon.content.ErasureGuard;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides exactly what is held, from what is durable now. */
public final class Holds {
    private final EventLog log;
    private final Conversations conversations;
    private final PreservationBooks books;

    public Holds(EventLog log, Conversations conversations, PreservationBooks books) {
        this.log = log;
        this.conversations = conversations;
        this.books = books;
    }

    /** The first active hold that covers a message, or null; also null when there is no such message. */
    public @Nullable Hold covering(ChannelKey channel, Ts ts) {
        Preservation rules = books.read(channel.workspace());
        if (rules.holds().values().stream().allMatch(Hold::released)) return null;
        List<CommittedEvent> events = log.aboutMessage(channel, ts);
        UserId author = null;
        for (CommittedEvent event : events) {
            if (author == null) author = author(event);
        }
        return author == null ? null : covering(rules, item(channel, ts, author, () -> texts(events)));
    }

    /** The first active hold that covers the item, or null. */
    @Nullable
    Hold covering(Preservation rules, Item item) {
        for (Hold hold : rules.holds().values()) if (hold.covers(item, conversations)) return hold;
        return null;
    }

    /** What an erasure is about. */
    Item item(ErasureGuard.Subject subject, @Nullable ChannelKey channel) {
        if (channel == null) return new Item(null, false, Ts.ZERO, subject.author(), List::of);
        Ts ts = subject.ts();
        if (ts != null) return item(channel, ts, subject.author(), () -> texts(subject, channel, ts));
        return item(channel, posted(subject), subject.author(), () -> texts(subject, List.of()));
    }

    private Item item(
            ChannelKey channel, Ts posted, UserId author, java.util.function.Supplier<@Nullable List<String>> texts) {
        ChannelKind kind = conversations.kind(channel);
        return new Item(channel, kind != null && kind.isDirect(), posted, author, texts);
    }

    private Ts posted(ErasureGuard.Subject subject) {
        List<CommittedEvent> first =
                log.stream(subject.stream(), subject.sequences().getFirst(), 1);
        return first.isEmpty() ? Ts.ZERO : Ts.at(first.getFirst().at());
    }

    private @Nullable List<String> texts(ErasureGuard.Subject subject, ChannelKey channel, Ts ts) {
        return texts(subject, log.aboutMessage(channel, ts));
    }

    /** Of all versions, also those that are to stay; null when one of those that are to go is not durable yet. */
    private @Nullable List<String> texts(ErasureGuard.Subject subject, List<CommittedEvent> about) {
        var events = new ArrayList<>(about);
        var missing = new HashSet<>(subject.sequences());
        for (CommittedEvent event : about) missing.remove(event.sequence());
        for (long sequence : missing) {
            List<CommittedEvent> found = log.stream(subject.stream(), sequence, 1);
            if (found.isEmpty() || found.getFirst().sequence() != sequence) return null;
            events.add(found.getFirst());
        }
        return texts(events);
    }

    private static List<String> texts(List<CommittedEvent> events) {
        var texts = new ArrayList<String>();
        for (CommittedEvent event : events) {
            if (event.event() instanceof HasContent<?> carrier && carrier.content() instanceof Written written) {
                texts.addAll(texts(written));
            }
        }
        return texts;
    }

    /** What there is in it to look for words in. */
    public static List<String> texts(Written written) {
        var texts = new ArrayList<String>();
        switch (written) {
            case MessageContent content -> {
                texts.add(content.text());
                for (String json : new @Nullable String[] {
                    content.blocks(), content.attachments(), content.metadata(), content.extra()
                }) {
                    if (json != null) texts.add(json);
                }
            }
            case Prose prose -> texts.add(prose.text());
            case Profile profile -> {}
            case HoldText text -> {}
            case CaseText text -> {}
            case dev.hansard.api.AuditNote note -> {}
        }
        return texts;
    }

    private static @Nullable UserId author(CommittedEvent event) {
        return switch (event.event()) {
            case MessageEvents.MessagePosted e -> e.author();
            case MessageEvents.MessageImported e -> e.author();
            default -> null;
        };
    }
}
