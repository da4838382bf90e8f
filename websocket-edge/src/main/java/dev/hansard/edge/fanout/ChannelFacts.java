// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries.FindChannel;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.cache.Caches;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How conversations began, and what they are called now. */
@Component
final class ChannelFacts {
    private static final int REMEMBERED = 50_000;

    private final EventLog log;
    private final Queries queries;
    private final Cache<ChannelKey, ChannelCreated> beginnings =
            Caches.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<ChannelKey, String> names = Caches.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    ChannelFacts(EventLog log, Queries queries) {
        this.log = log;
        this.queries = queries;
    }

    /** Null only if the record has no such conversation. */
    @Nullable
    ChannelCreated beginning(ChannelKey channel) {
        return beginnings.get(channel, key -> {
            List<CommittedEvent> first = log.stream(key.toString(), 0, 1);
            return !first.isEmpty() && first.getFirst().event() instanceof ChannelCreated created ? created : null;
        });
    }

    /** @param member who may see the conversation */
    @Nullable
    String name(ChannelKey channel, UserId member) {
        return names.get(channel, key -> {
            try {
                ChannelView view =
                        queries.ask(new FindChannel(key, new Actor(member, Role.MEMBER, null, Actor.FIRST_PARTY_APP)));
                return view.name();
            } catch (Rejection e) {
                if (e.code() == ErrorCode.SERVICE_UNAVAILABLE) throw e;
                ChannelCreated created = beginning(key);
                return created == null ? null : created.name();
            }
        });
    }

    void seen(ChannelEvents event) {
        if (event instanceof ChannelCreated created) {
            beginnings.put(created.channel(), created);
            if (created.name() != null) names.put(created.channel(), created.name());
        } else if (event instanceof ChannelEvents.ChannelRenamed renamed) {
            names.put(renamed.channel(), renamed.name());
        }
    }
}
