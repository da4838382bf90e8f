// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erases;
import dev.hansard.api.HasContent;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.store.CommittedEvent;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An event with its frames, which are made once, by whoever needs them first. A failure to make them is not remembered. */
final class Entry {
    private final CommittedEvent committed;
    private final Function<CommittedEvent, List<Outgoing>> framing;
    private @Nullable List<Outgoing> frames;

    Entry(CommittedEvent committed, Function<CommittedEvent, List<Outgoing>> framing) {
        this.committed = committed;
        this.framing = framing;
    }

    long position() {
        return committed.position();
    }

    /** Whether it came with its workspace from another shard. */
    boolean isCopied() {
        return committed.meta().isCopied();
    }

    DomainEvent event() {
        return committed.event();
    }

    /** Whether frames of this event can hold content that {@code erasure} ends: people are shown wherever they appear. */
    boolean mayQuote(Entry erasure) {
        DomainEvent event = committed.event();
        return committed.stream().equals(erasure.committed.stream())
                || ((event instanceof PersonEvents || event instanceof WorkspaceEvents)
                        && event.workspace().equals(erasure.event().workspace()));
    }

    /** The same event without the content that was erased, whose frames have to be made anew. */
    Entry without(Erases erases, Entry erasure) {
        boolean named = committed.stream().equals(erasure.committed.stream())
                && erases.sequences().contains(committed.sequence());
        if (!named || !(committed.event() instanceof HasContent<?> carrier)) return new Entry(committed, framing);
        var rest = new CommittedEvent(
                committed.shard(),
                committed.position(),
                committed.stream(),
                committed.sequence(),
                committed.at(),
                committed.meta(),
                carrier.withContent(null));
        return new Entry(rest, framing);
    }

    /** Makes the frames now, so that they are there when they are needed. */
    void prepare() {
        try {
            frames();
        } catch (RuntimeException e) {
            // Whoever needs them tries again, and knows what it means for its sessions.
        }
    }

    synchronized List<Outgoing> frames() {
        List<Outgoing> known = frames;
        if (known == null) frames = known = framing.apply(committed);
        return known;
    }
}
