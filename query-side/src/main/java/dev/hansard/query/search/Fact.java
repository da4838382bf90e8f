// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import dev.hansard.api.ChannelId;
import dev.hansard.api.UserId;

/**
 * Something that is so about a message and that it can be searched by; kept as one exact token of a multi-valued keyword
 * field.
 */
public record Fact(String token) {
    /** It holds a link to a web page. */
    public static final Fact LINK = new Fact("link");
    /** It is pinned. */
    public static final Fact PIN = new Fact("pin");
    /** It has a file. */
    public static final Fact FILE = new Fact("file");
    /** Somebody reacted to it. */
    public static final Fact REACTION = new Fact("reaction");
    /** Its text holds an emoji. */
    public static final Fact EMOJI = new Fact("emoji");
    /** It is a reply, or the root of a thread that has or had replies. */
    public static final Fact THREAD = new Fact("thread");
    /** It is a reply that is shown in the channel too. */
    public static final Fact BROADCAST = new Fact("broadcast");
    /** A bot posted it. */
    public static final Fact BOT = new Fact("bot");
    /** It was edited. */
    public static final Fact EDITED = new Fact("edited");
    /** It calls everybody: {@code @here}, {@code @channel} or {@code @everyone}. */
    public static final Fact CALLS_ALL = new Fact("calls-all");

    /** @param name as {@code TextAnalysis.emojiName} gives it */
    public static Fact reaction(String name) {
        return new Fact("reaction:" + name);
    }

    /** The person reacted to it. */
    public static Fact reactedBy(UserId user) {
        return new Fact("reacted:" + user);
    }

    /** The person reacted to it with this emoji. */
    public static Fact reactedBy(UserId user, String name) {
        return new Fact("reacted:" + user + ":" + name);
    }

    /**
     * Its text holds this emoji.
     *
     * @param name as {@code TextAnalysis.emojiName} gives it
     */
    public static Fact emoji(String name) {
        return new Fact("emoji:" + name);
    }

    public static Fact mentions(UserId user) {
        return new Fact("mentions:" + user);
    }

    public static Fact mentions(ChannelId channel) {
        return new Fact("mentions:" + channel);
    }
}
