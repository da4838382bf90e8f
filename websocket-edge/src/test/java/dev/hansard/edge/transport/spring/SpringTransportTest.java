// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.transport.Acceptor;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.TestSocket;
import dev.hansard.edge.transport.Transport;
import dev.hansard.edge.transport.TransportContract;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

class SpringTransportTest implements TransportContract {

    @Override
    public Running start(Acceptor acceptor, TransportLimits limits, TransportMetrics metrics) {
        var transport = new SpringTransport(limits, metrics);
        transport.start(acceptor);
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(SpringTransport.class, () -> transport);
        context.register(Wiring.class);
        context.refresh();
        return new Running() {
            @Override
            public Transport transport() {
                return transport;
            }

            @Override
            public String base() {
                return "ws://127.0.0.1:" + context.getWebServer().getPort();
            }

            @Override
            public void close() {
                transport.stop();
                context.close();
            }
        };
    }

    @Test
    void connectionThatEndsWhileItIsAcceptedShouldBeToldOf() throws Exception {
        var accepted = new LinkedBlockingQueue<Peer>();
        var left = new CompletableFuture<@Nullable Void>();
        Acceptor acceptor = (handshake, connection) -> {
            var peer = new Peer(handshake, connection);
            connection.close(CloseCode.AUTH_REVOKED);
            left.orTimeout(TestSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            accepted.add(peer);
            return peer;
        };
        var metrics = new TransportMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
        try (Running running = start(acceptor, LIMITS, metrics);
                var client = TestSocket.open(URI.create(running.base() + "/rtm/t"))) {
            assertThat(client.closeCode()).isEqualTo(CloseCode.AUTH_REVOKED.code());
            left.complete(null);
            TransportContract.take(TransportContract.take(accepted).closed);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
    static class Wiring {

        @Bean
        TomcatServletWebServerFactory tomcat() {
            var factory = new TomcatServletWebServerFactory(0);
            new SmallBuffers().customize(factory);
            factory.addContextCustomizers(context -> context.addServletContainerInitializer(new WsSci(), Set.of()));
            return factory;
        }

        @Bean
        DispatcherServlet dispatcher() {
            return new DispatcherServlet();
        }

        @Bean
        ServletRegistrationBean<DispatcherServlet> servlet(DispatcherServlet dispatcher) {
            return new ServletRegistrationBean<>(dispatcher, "/");
        }

        @Bean
        WebSocketConfigurer handlers(SpringTransport transport) {
            return handlers -> handlers.addHandler(transport, "/rtm/*")
                    .setHandshakeHandler(new PlainHandshakes())
                    .setAllowedOriginPatterns("*");
        }
    }
}
