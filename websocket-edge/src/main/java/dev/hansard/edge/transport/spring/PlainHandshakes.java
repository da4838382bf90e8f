// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * Agrees to no extension. Tomcat would, by itself, to {@code permessage-deflate} with context takeover, which keeps two
 * windows for each connection, idle or not, and compresses every frame anew for everybody.
 */
public final class PlainHandshakes extends DefaultHandshakeHandler {
    public PlainHandshakes() {
        super(new PlainUpgrades());
    }

    private static final class PlainUpgrades extends StandardWebSocketUpgradeStrategy {
        @Override
        public void upgrade(
                ServerHttpRequest request,
                ServerHttpResponse response,
                @Nullable String subprotocol,
                List<WebSocketExtension> extensions,
                @Nullable Principal user,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            var plain = new ServletServerHttpRequest(new NothingOffered(getHttpServletRequest(request)));
            super.upgrade(plain, response, subprotocol, List.of(), user, handler, attributes);
        }
    }

    private static final class NothingOffered extends HttpServletRequestWrapper {
        NothingOffered(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            boolean offer = WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS.equalsIgnoreCase(name);
            return offer ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }
}
