// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.api.CredentialEvents.TokenRevoked;
import dev.hansard.api.WorkspaceEvents.PersonDeactivated;
import dev.hansard.api.WorkspaceEvents.PersonReactivated;
import dev.hansard.axon.cache.Caches;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import jakarta.annotation.PreDestroy;
import java.util.List;
import org.springframework.stereotype.Component;

/** What was revoked while tickets that were issued before may still be good. Live sessions are ended by the fan-out. */
@Component
final class Revocations {
    private static final int MOST = 100_000;

    private final Cache<String, Boolean> recent;
    private final CommitFeed.Subscription subscription;

    Revocations(CommitFeed feed, RtmSettings settings) {
        recent = Caches.newBuilder()
                .expireAfterWrite(settings.ticketLife().multipliedBy(2))
                .maximumSize(MOST)
                .build();
        subscription = feed.subscribe(this::committed);
    }

    boolean isRevoked(Session session) {
        return recent.getIfPresent(session.credential().toString()) != null
                || recent.getIfPresent(session.person().toString()) != null;
    }

    private void committed(int shard, List<CommittedEvent> events) {
        for (CommittedEvent committed : events) {
            if (committed.meta().isCopied()) continue;
            if (committed.event() instanceof TokenRevoked revoked) {
                recent.put(revoked.credential().toString(), true);
            } else if (committed.event() instanceof PersonDeactivated gone) {
                recent.put(gone.id() + "/" + gone.user(), true);
            } else if (committed.event() instanceof PersonReactivated back) {
                recent.invalidate(back.id() + "/" + back.user());
            }
        }
    }

    @PreDestroy
    void close() {
        subscription.close();
    }
}
