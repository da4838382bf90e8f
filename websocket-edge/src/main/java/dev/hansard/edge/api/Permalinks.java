// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ChannelId;
import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import java.util.Objects;

/** The address of a message for people to pass on. */
public final class Permalinks {

    private Permalinks() {}

    public static String of(ApiCall call, MessageView message) {
        ChannelId channel = message.channel().channel();
        String link = call.baseUrl() + "/archives/" + channel + "/p"
                + message.ts().toString().replace(".", "");
        if (!message.isReply()) return link;
        Ts root = Objects.requireNonNull(message.thread());
        return link + "?thread_ts=" + root + "&cid=" + channel;
    }
}
