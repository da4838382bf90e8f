// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.PersonKey;
import dev.hansard.api.UserId;
import dev.hansard.axon.cache.Caches;
import dev.hansard.axon.cluster.Peers;
import dev.hansard.edge.fanout.Fanout;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who is typing: told to the other members, at other edges too if the channel has readers there, never stored, at most once
 * per person, channel and three seconds.
 */
@Component
final class TypingNotices implements Peers.Listener {
    private static final String TOPIC = "typing";
    private static final Duration QUIET = Duration.ofSeconds(3);

    private record Typist(PersonKey person, ChannelKey channel) {}

    private final Fanout fanout;
    private final Peers peers;
    private final Cache<Typist, Boolean> recent =
            Caches.newBuilder().expireAfterWrite(QUIET).maximumSize(100_000).build();

    TypingNotices(Fanout fanout, Peers peers) {
        this.fanout = fanout;
        this.peers = peers;
        peers.listen(TOPIC, this);
    }

    void typing(PersonKey person, ChannelKey channel) {
        if (isRepeated(person, channel)) return;
        fanout.whisper(channel, person, frame(person, channel), () -> {
            Set<String> others = peers.interested(channel);
            if (!others.isEmpty()) peers.tell(others, TOPIC, message(person, channel));
        });
    }

    private boolean isRepeated(PersonKey person, ChannelKey channel) {
        return recent.asMap().putIfAbsent(new Typist(person, channel), true) != null;
    }

    private static EncodedFrame frame(PersonKey person, ChannelKey channel) {
        return EncodedFrame.of(Json.bytes(Json.object()
                .put("type", "user_typing")
                .put("channel", channel.channel().value())
                .put("user", person.user().value())));
    }

    /** The channel, a space, the person's id. */
    private static byte[] message(PersonKey person, ChannelKey channel) {
        return (channel.toString() + ' ' + person.user().value()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The other edge has made sure that the person is a member. */
    @Override
    public void told(String node, byte[] message) {
        String[] parts = new String(message, StandardCharsets.US_ASCII).split(" ", 2);
        if (parts.length < 2) return;
        ChannelKey channel = ChannelKey.parse(parts[0]);
        var person = new PersonKey(channel.workspace(), new UserId(parts[1]));
        if (!isRepeated(person, channel)) fanout.whisper(channel, person, frame(person, channel), null);
    }

    @Override
    public void joined(String node) {
        // Nobody types for so long that it would have to be told.
    }

    @Override
    public void gone(String node) {
        // As above.
    }
}
