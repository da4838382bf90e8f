// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;

/** A message's identity; its text form {@code T…/C…/ts} is the id of its document in an index. */
public record MessageKey(ChannelKey channel, Ts ts) {
    /** Reads the text form; throws {@link IllegalArgumentException} if it is not one. */
    public static MessageKey parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) throw new IllegalArgumentException("not a message key: " + text);
        return new MessageKey(ChannelKey.parse(text.substring(0, slash)), Ts.of(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return channel + "/" + ts;
    }
}
