// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import static dev.hansard.edge.fanout.TestEvents.ANN;
import static dev.hansard.edge.fanout.TestEvents.BOB;
import static dev.hansard.edge.fanout.TestEvents.GENERAL;
import static dev.hansard.edge.fanout.TestEvents.created;
import static dev.hansard.edge.fanout.TestEvents.numbered;
import static dev.hansard.edge.fanout.TestEvents.posted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.Role;
import dev.hansard.axon.audit.AuditSettings;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import dev.hansard.edge.EdgeRole;
import dev.hansard.edge.fanout.FakeRecord;
import dev.hansard.edge.fanout.TestEvents;
import dev.hansard.edge.transport.TestSocket;
import dev.hansard.edge.transport.spring.SmallBuffers;
import dev.hansard.edge.wire.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.MultipartConfigElement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import tools.jackson.databind.JsonNode;

/** The whole edge role on a real Tomcat: from {@code rtm.connect} to the frames, by either transport, and by long poll. */
class RtmOverHttpTest {

    /** The role over a fake record; {@code xoxp-…} tokens name their person. */
    private static final class Edge implements AutoCloseable {
        final FakeRecord record = new FakeRecord();
        final AnnotationConfigServletWebServerApplicationContext context =
                new AnnotationConfigServletWebServerApplicationContext();
        private final HttpClient http = HttpClient.newHttpClient();

        Edge(boolean onePort) {
            record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of(
                                    "hansard.rtm.port", "0",
                                    "hansard.rtm.one-port", onePort,
                                    "hansard.rtm.drain", "100ms")));
            context.registerBean(FakeRecord.class, () -> record);
            context.registerBean(Commands.class, () -> new FakePosts(record));
            context.register(Wiring.class);
            context.refresh();
        }

        JsonNode call(String method, String query) throws Exception {
            int port = context.getWebServer().getPort();
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/api/" + method + "?token=" + ANN_TOKEN + query))
                    .build();
            return Json.MAPPER.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }

        @Override
        public void close() {
            context.close();
            http.close();
        }
    }

    private static final String ANN_TOKEN = dev.hansard.api.Tokens.mint(
            dev.hansard.api.TokenKind.USER, TestEvents.token(ANN, Role.MEMBER).key());

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void connectingShouldLeadToFrames(boolean onePort) throws Exception {
        try (var edge = new Edge(onePort)) {
            JsonNode answer = edge.call("rtm.connect", "");
            assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
            assertThat(answer.path("self").path("id").asString()).isEqualTo("U1ANN");
            assertThat(answer.path("self").path("name").asString()).isEqualTo("u1ann");
            assertThat(answer.path("team").path("domain").asString()).isEqualTo("team");
            URI url = URI.create(answer.path("url").asString());
            assertThat(url.getHost()).as("the host that the client used").isEqualTo("localhost");
            assertThat(url.getPort() == edge.context.getWebServer().getPort()).isEqualTo(onePort);
            URI reachable = URI.create(url.toString().replace("localhost", "127.0.0.1"));
            try (var socket = TestSocket.open(reachable)) {
                assertThat(socket.text()).contains("\"hello\"");
                socket.send("{\"id\":1,\"type\":\"message\",\"channel\":\"C1\",\"text\":\"hi\"}");
                assertThat(socket.text() + socket.text()).contains("\"reply_to\":1", "\"cursor\"");
            }
        }
    }

    @Test
    void pollingShouldTellTheSameWithoutGapOrRepetition() throws Exception {
        try (var edge = new Edge(true)) {
            JsonNode first = edge.call("rtm.poll", "&timeout=0");
            assertThat(first.path("events")).isEmpty();
            edge.record.append(posted(GENERAL, "one"), posted(GENERAL, "two"));
            JsonNode second =
                    edge.call("rtm.poll", "&cursor=" + first.path("cursor").asString());
            assertThat(second.path("events"))
                    .extracting(event -> event.path("text").asString())
                    .containsExactly("one", "two");

            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return edge.call(
                            "rtm.poll", "&cursor=" + second.path("cursor").asString());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(100);
            edge.record.append(posted(GENERAL, "three"));
            JsonNode third = waiting.get();
            assertThat(third.path("events").get(0).path("text").asString()).isEqualTo("three");

            numbered("more ", 1_500).forEach(text -> edge.record.append(posted(GENERAL, text)));
            JsonNode full =
                    edge.call("rtm.poll", "&cursor=" + third.path("cursor").asString());
            JsonNode rest =
                    edge.call("rtm.poll", "&cursor=" + full.path("cursor").asString());
            assertThat(full.path("events").size() + rest.path("events").size()).isEqualTo(1_500);
            assertThat(rest.path("events")
                            .get(rest.path("events").size() - 1)
                            .path("text")
                            .asString())
                    .isEqualTo("more 1499");
            JsonNode refused = edge.call("rtm.poll", "&cursor=nonsense");
            assertThat(refused.path("events").get(0).path("type").asString()).isEqualTo("resume_failed");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @ConfigurationPropertiesScan(basePackageClasses = EdgeRole.class)
    @ComponentScan(
            basePackageClasses = EdgeRole.class,
            excludeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = {".*Wiring", ".*EdgeRole"}))
    static class Wiring {

        /** Only the token's own look-up is added to what the record answers. */
        @Bean
        Queries queries(FakeRecord record) {
            return new Queries() {
                @Override
                @SuppressWarnings("unchecked")
                public <R> R ask(dev.hansard.api.Query query) {
                    return query instanceof dev.hansard.api.DirectoryQueries.FindCredential
                            ? (R) TestEvents.token(ANN, Role.MEMBER)
                            : record.ask(query);
                }
            };
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Refusals refusals() {
            return new Refusals((entry, origin) -> {}, new AuditSettings(true, Duration.ofHours(1), 50));
        }

        @Bean
        MeterRegistry metrics() {
            return new SimpleMeterRegistry();
        }

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
        ServletRegistrationBean<DispatcherServlet> servlet(
                DispatcherServlet dispatcher, MultipartConfigElement multipart) {
            var registration = new ServletRegistrationBean<>(dispatcher, "/");
            registration.setMultipartConfig(multipart);
            return registration;
        }
    }
}
