// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.OnceKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages that were made or asked about last, so that most commands read nothing. Never part of a snapshot.
 *
 * <p>It is more than a cache: an event is applied here before its commit is durable, when the log cannot show it yet. So it
 * must hold more messages than can be on their way to the database at once.
 */
final class RecentMessages {
    static final int MESSAGES = 2_048;
    /** Whole events with their content, so fewer. */
    static final int POSTS = 128;

    private final Map<Ts, MessageState> messages = bounded(MESSAGES);
    private final Map<String, MessagePosted> posts = bounded(POSTS);

    @Nullable
    MessageState find(Ts ts) {
        return messages.get(ts);
    }

    void keep(MessageState message) {
        messages.put(message.ts(), message);
    }

    /** The post that used up {@code onceKey}, if it was not long ago. */
    @Nullable
    MessagePosted posted(String onceKey) {
        return posts.get(onceKey);
    }

    void keepPost(MessagePosted post) {
        if (post.scheduled() != null) posts.put(OnceKey.scheduled(post.scheduled()), post);
        else if (post.clientMsgId() != null)
            posts.put(OnceKey.clientMessage(post.author().value(), post.clientMsgId()), post);
    }

    /** Lets go of what an erased message said; who repeats that post is shown an empty one. */
    void forgetPost(Ts ts) {
        posts.replaceAll((key, post) -> post.ts().equals(ts) ? post.withContent(null) : post);
    }

    private static <K, V> Map<K, V> bounded(int limit) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        };
    }
}
