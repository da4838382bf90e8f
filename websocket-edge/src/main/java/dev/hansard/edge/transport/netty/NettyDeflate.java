// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilterProvider;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code permessage-deflate} (RFC 7692) without context takeover either way, whether the client offers that or not, so that
 * an idle connection keeps no window. What is sent is compressed once for everybody, past Netty's encoder.
 */
final class NettyDeflate implements WebSocketServerExtensionHandshaker {
    private static final int LEVEL = 6;
    private static final int LARGEST_WINDOW = 15;

    private final WebSocketServerExtensionHandshaker netty;

    private NettyDeflate(int largest) {
        netty = new PerMessageDeflateServerExtensionHandshaker(
                LEVEL, false, LARGEST_WINDOW, true, true, WebSocketExtensionFilterProvider.DEFAULT, largest);
    }

    /** @param largest an inflated message may be; what inflates further ends the connection */
    static ChannelHandler negotiation(int largest) {
        return new WebSocketServerExtensionHandler(new NettyDeflate(largest));
    }

    /** A server may answer both of these to any offer (sections 7.1.1.1 and 7.1.1.2). */
    @Override
    public @Nullable WebSocketServerExtension handshakeExtension(WebSocketExtensionData offer) {
        Map<String, @Nullable String> parameters = new HashMap<>(offer.parameters());
        parameters.put("client_no_context_takeover", null);
        parameters.put("server_no_context_takeover", null);
        return netty.handshakeExtension(new WebSocketExtensionData(offer.name(), parameters));
    }

    static boolean isAgreed(ChannelPipeline pipeline) {
        for (Map.Entry<String, ChannelHandler> each : pipeline) {
            if (each.getValue() instanceof WebSocketExtensionDecoder) return true;
        }
        return false;
    }
}
