// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.PersonKey;
import dev.hansard.edge.fanout.Fanout;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Who is typing: told to the other members, never stored, at most once per person, channel and three seconds. */
@Component
final class TypingNotices {
    private static final Duration QUIET = Duration.ofSeconds(3);

    private record Typist(PersonKey person, ChannelKey channel) {}

    private final Fanout fanout;
    private final Cache<Typist, Boolean> recent =
            Caffeine.newBuilder().expireAfterWrite(QUIET).maximumSize(100_000).build();

    TypingNotices(Fanout fanout) {
        this.fanout = fanout;
    }

    void typing(PersonKey person, ChannelKey channel) {
        if (recent.asMap().putIfAbsent(new Typist(person, channel), true) != null) return;
        byte[] json = Json.bytes(Json.object()
                .put("type", "user_typing")
                .put("channel", channel.channel().value())
                .put("user", person.user().value()));
        fanout.whisper(channel, person, EncodedFrame.of(json));
    }
}
