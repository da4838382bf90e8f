// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.spring;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Tomcat keeps two buffers for each WebSocket, idle or not: 48 KiB by default, which was most of a connection's memory. */
public final class SmallBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String BYTES = "1024";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            context.addParameter("org.apache.tomcat.websocket.textBufferSize", BYTES);
            context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", BYTES);
        });
    }
}
