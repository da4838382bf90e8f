// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.Erases;
import dev.hansard.api.HasContent;
import dev.hansard.axon.content.ContentVault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What this process does as soon as it learns of an erasure: from then on it opens and shows that content no more. */
final class Oblivion {
    private final ContentVault vault;

    Oblivion(ContentVault vault) {
        this.vault = vault;
    }

    static boolean isConcerned(List<CommittedEvent> events) {
        for (CommittedEvent event : events) if (event.event() instanceof Erases) return true;
        return false;
    }

    /** Called with what was committed before anybody is told of it. */
    void learn(List<CommittedEvent> events, RecentEvents recent) {
        if (!isConcerned(events)) return;
        for (CommittedEvent event : events) {
            if (event.event() instanceof Erases erases) vault.forget(event.stream(), erases.sequences());
        }
        redact(events, recent);
    }

    /** For events that come into memory later than their erasure was learnt of. */
    static void redact(List<CommittedEvent> events, RecentEvents recent) {
        if (!isConcerned(events)) return;
        Set<ContentVault.Place> places = places(events);
        recent.replaceAll(event -> without(event, places));
    }

    private static Set<ContentVault.Place> places(List<CommittedEvent> events) {
        Set<ContentVault.Place> places = new HashSet<>();
        for (CommittedEvent event : events) {
            if (!(event.event() instanceof Erases erases)) continue;
            for (long sequence : erases.sequences()) places.add(new ContentVault.Place(event.stream(), sequence));
        }
        return places;
    }

    private static CommittedEvent without(CommittedEvent event, Set<ContentVault.Place> places) {
        if (!(event.event() instanceof HasContent<?> carrier)
                || carrier.content() == null
                || !places.contains(new ContentVault.Place(event.stream(), event.sequence()))) {
            return event;
        }
        return new CommittedEvent(
                event.shard(),
                event.position(),
                event.stream(),
                event.sequence(),
                event.at(),
                event.meta(),
                carrier.withContent(null));
    }
}
