// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.transport.Handshake;
import dev.hansard.edge.transport.Transport;
import dev.hansard.edge.transport.TransportMetrics;
import dev.hansard.edge.transport.netty.NettyTransport;
import dev.hansard.edge.transport.spring.PlainHandshakes;
import dev.hansard.edge.transport.spring.SmallBuffers;
import dev.hansard.edge.transport.spring.SpringTransport;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/** Picks who carries the frames. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class RtmConfiguration {

    @Bean
    Transport rtmTransport(RtmSettings settings, MeterRegistry registry, Clock clock) {
        var metrics = new TransportMetrics(registry, clock);
        if (settings.onePort()) return new SpringTransport(settings.limits(), metrics);
        return new NettyTransport(
                new InetSocketAddress(settings.host(), settings.port()),
                settings.threads(),
                settings.sessions(),
                settings.limits(),
                metrics);
    }

    @Bean
    SmallBuffers smallBuffers() {
        return new SmallBuffers();
    }

    /** Clients carry a single-use ticket in the URL, so the page they come from proves nothing more. */
    @Bean
    WebSocketConfigurer rtmOnMainPort(Transport transport) {
        return handlers -> {
            if (transport instanceof SpringTransport spring) {
                handlers.addHandler(spring, Handshake.PATH + '*')
                        .setHandshakeHandler(new PlainHandshakes())
                        .setAllowedOriginPatterns("*");
            }
        };
    }
}
