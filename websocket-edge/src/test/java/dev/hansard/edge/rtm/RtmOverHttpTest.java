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
import dev.hansard.axon.cluster.Interests;
import dev.hansard.axon.cluster.NoPeers;
import dev.hansard.axon.cluster.Peers;
import dev.hansard.edge.EdgeRole;
import dev.hansard.edge.fanout.FakeRecord;
import dev.hansard.edge.fanout.TestEvents;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.CloseCode;
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
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.availability.AvailabilityChangeEvent;
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
        final FakeRecord record;
        final AnnotationConfigServletWebServerApplicationContext context =
                new AnnotationConfigServletWebServerApplicationContext();
        private final HttpClient http = HttpClient.newHttpClient();

        Edge(boolean onePort) {
            this(onePort, Map.of());
        }

        Edge(boolean onePort, Map<String, Object> more) {
            this(onePort, more, new FakeRecord());
            record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        }

        Edge(boolean onePort, Map<String, Object> more, FakeRecord record) {
            this.record = record;
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of(
                                    "hansard.rtm.port", "0",
                                    "hansard.rtm.one-port", onePort,
                                    "hansard.rtm.drain", "100ms")));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("more", more));
            context.registerBean(FakeRecord.class, () -> record);
            context.registerBean(Commands.class, () -> new FakePosts(record));
            context.register(Wiring.class);
            context.refresh();
        }

        JsonNode call(String method, String query) throws Exception {
            return Json.MAPPER.readTree(send(method, query).body());
        }

        HttpResponse<String> send(String method, String query) throws Exception {
            int port = context.getWebServer().getPort();
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/api/" + method + "?token=" + ANN_TOKEN + query))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
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

    @Test
    void cursorShouldLeadOnAtAnotherServer() throws Exception {
        try (var one = new Edge(true);
                var two = new Edge(true, Map.of(), one.record)) {
            JsonNode first = one.call("rtm.poll", "&timeout=0");
            one.record.append(posted(GENERAL, "one"));
            JsonNode second =
                    two.call("rtm.poll", "&cursor=" + first.path("cursor").asString());
            one.record.append(posted(GENERAL, "two"));
            JsonNode third =
                    one.call("rtm.poll", "&cursor=" + second.path("cursor").asString());
            one.record.append(posted(GENERAL, "three"));
            assertThat(second.path("events").size()).isEqualTo(1);
            assertThat(second.path("events").get(0).path("text").asString()).isEqualTo("one");
            assertThat(third.path("events").size()).isEqualTo(1);
            assertThat(third.path("events").get(0).path("text").asString()).isEqualTo("two");
            // From a poll here to a socket there.
            String url = two.call(
                            "rtm.connect", "&cursor=" + third.path("cursor").asString())
                    .path("url")
                    .asString();
            try (var socket = TestSocket.open(URI.create(url.replace("localhost", "127.0.0.1")))) {
                assertThat(socket.text()).contains("\"hello\"");
                assertThat(socket.text()).contains("\"three\"");
            }
        }
    }

    @Test
    void crowdShouldBeTurnedAwayWithHintsAndAllGetInAndMissNothing() throws Exception {
        var limits = Map.<String, Object>of(
                "hansard.rtm.admission.per-second", "20",
                "hansard.rtm.admission.burst", "10",
                "hansard.rtm.admission.at-once", "2");
        try (var edge = new Edge(false, limits);
                var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            String cursor = edge.call("rtm.poll", "&timeout=0").path("cursor").asString();
            edge.record.append(posted(GENERAL, "while they were away"));
            var turnedAway = new AtomicInteger();
            var sockets = new ArrayList<Future<TestSocket>>();
            for (int i = 0; i < 45; i++) {
                sockets.add(crowd.submit(() -> {
                    while (true) {
                        HttpResponse<String> answer = edge.send("rtm.connect", "&cursor=" + cursor);
                        if (answer.statusCode() == 200) {
                            String url = Json.MAPPER
                                    .readTree(answer.body())
                                    .path("url")
                                    .asString();
                            return TestSocket.open(URI.create(url.replace("localhost", "127.0.0.1")));
                        }
                        assertThat(answer.statusCode()).isEqualTo(429);
                        assertThat(answer.body()).contains("\"ratelimited\"");
                        turnedAway.incrementAndGet();
                        Thread.sleep(Duration.ofSeconds(
                                answer.headers().firstValueAsLong("Retry-After").orElseThrow()));
                    }
                }));
            }
            for (Future<TestSocket> each : sockets) {
                try (TestSocket socket = each.get()) {
                    assertThat(socket.text()).contains("\"hello\"");
                    assertThat(socket.text()).contains("while they were away");
                }
            }
            assertThat(turnedAway.get()).isPositive();
        }
    }

    @Test
    void stoppingShouldTurnReadinessFalseFirstAndRefuseWhoComesThen() throws Exception {
        var edge = new Edge(false, Map.of("hansard.rtm.drain-grace", "1s"));
        var order = new CopyOnWriteArrayList<String>();
        edge.context.addApplicationListener(event -> {
            if (event instanceof AvailabilityChangeEvent<?> change) {
                order.add(change.getState() + "");
            }
        });
        String cursor = edge.call("rtm.poll", "&timeout=0").path("cursor").asString();
        var urls = new ArrayList<URI>();
        for (int i = 0; i < 21; i++) {
            String url = edge.call("rtm.connect", "").path("url").asString();
            urls.add(URI.create(url.replace("localhost", "127.0.0.1")));
        }
        var sockets = new ArrayList<TestSocket>();
        for (URI url : urls.subList(0, 20)) sockets.add(TestSocket.open(url));
        for (TestSocket socket : sockets) assertThat(socket.text()).contains("\"hello\"");
        var poll = CompletableFuture.supplyAsync(() -> {
            try {
                return edge.call("rtm.poll", "&cursor=" + cursor);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (edge.context.getBean(SessionRegistry.class).size() < 21) Thread.sleep(5);
        var stopping = Thread.ofVirtual().start(edge.context::close);
        for (TestSocket socket : sockets) {
            assertThat(socket.text()).contains("\"goodbye\"", "\"reconnect_in\"");
            assertThat(order).contains("REFUSING_TRAFFIC");
        }
        HttpResponse<String> late = edge.send("rtm.connect", "");
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body()).contains("\"service_unavailable\"");
        assertThat(late.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 2L);
        assertThat(edge.send("rtm.poll", "&cursor=" + cursor).statusCode()).isEqualTo(503);
        assertThat(poll.get().path("events").get(0).path("type").asString()).isEqualTo("goodbye");
        assertThat(poll.get().path("cursor").asString()).isEqualTo(cursor);
        for (TestSocket socket : sockets) assertThat(socket.closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
        stopping.join();
        edge.close();
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
        Peers peers() {
            return new NoPeers();
        }

        @Bean
        Interests interests() {
            return Interests.EVERYTHING;
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
