// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.AuditEntry;
import dev.hansard.api.DirectoryQueries.FindCredential;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Tokens;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.axon.audit.AuditSettings;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.Shards;
import dev.hansard.edge.EdgeSettings;
import dev.hansard.edge.auth.FakeFeed;
import dev.hansard.edge.idempotency.IdempotencySettings;
import dev.hansard.edge.limits.LimitSettings;
import dev.hansard.edge.limits.SharedLimitSettings;
import dev.hansard.edge.limits.TestLimits;
import dev.hansard.edge.overload.OverloadSettings;
import dev.hansard.edge.wire.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import tools.jackson.databind.JsonNode;

/** The API on a real Tomcat, with a fake command and query side behind it. */
final class DoorServer implements AutoCloseable {
    private static final AuditSettings AUDIT = new AuditSettings(true, Duration.ofHours(1), 50);

    final FakeSides sides = new FakeSides();
    final FakeFeed feed = new FakeFeed();
    /** What was put on the audit trail. */
    final List<AuditEntry> audited = new CopyOnWriteArrayList<>();

    private final Map<String, CredentialView> credentials = new ConcurrentHashMap<>();
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();
    private final HttpClient http = HttpClient.newHttpClient();

    record Reply(int status, HttpResponse<String> response, JsonNode body) {
        String error() {
            return body.get("error").asString();
        }

        String explanation() {
            return body.get("response_metadata").get("messages").get(0).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    DoorServer(LimitSettings limits, ApiMethod... methods) {
        this(limits, null, new OverloadSettings(1_000, 2_000, 4_000), methods);
    }

    /** @param shards where calls with an Idempotency-Key are kept, null when there are none */
    DoorServer(LimitSettings limits, Shards shards, OverloadSettings overload, ApiMethod... methods) {
        if (shards != null) context.registerBean(Shards.class, () -> shards);
        context.registerBean(OverloadSettings.class, () -> overload);
        context.registerBean(
                IdempotencySettings.class,
                () -> new IdempotencySettings(
                        Duration.ofHours(24), Duration.ofMillis(300), Duration.ofMinutes(2), Duration.ofMinutes(10)));
        sides.on(FindCredential.class, query -> credentials.get(query.hash()));
        context.registerBean(EdgeSettings.class, () -> Samples.settings(limits));
        context.registerBean(SharedLimitSettings.class, TestLimits::settings);
        context.registerBean(Commands.class, () -> sides);
        context.registerBean(CommitFeed.class, () -> feed);
        context.registerBean(Refusals.class, () -> new Refusals((entry, origin) -> audited.add(entry), AUDIT));
        for (ApiMethod method : methods) {
            context.registerBean(method.spec().name(), ApiMethod.class, () -> method);
        }
        context.register(Wiring.class);
        context.refresh();
    }

    String token(TokenKind kind, UserId user, String... scopes) {
        return token(kind, user, Role.MEMBER, scopes);
    }

    String token(TokenKind kind, UserId user, Role role, String... scopes) {
        CredentialView credential = Samples.credential(kind, user, role, Set.of(scopes));
        String token = Tokens.mint(kind, credential.key());
        credentials.put(Tokens.hash(token), credential);
        return token;
    }

    void forget() {
        credentials.clear();
    }

    Set<String> methods() {
        return context.getBean(MethodRegistry.class).names();
    }

    HttpRequest.Builder request(String pathAndQuery) {
        return at("/api/" + pathAndQuery);
    }

    HttpRequest.Builder at(String pathAndQuery) {
        int port = context.getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response, Json.MAPPER.readTree(response.body()));
    }

    Reply post(String method, String token, String type, String body) throws IOException, InterruptedException {
        return send(request(method)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply form(String method, String token, String form) throws IOException, InterruptedException {
        return post(method, token, "application/x-www-form-urlencoded", form);
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @ComponentScan({
        "dev.hansard.edge.api",
        "dev.hansard.edge.auth",
        "dev.hansard.edge.audit",
        "dev.hansard.edge.idempotency",
        "dev.hansard.edge.limits",
        "dev.hansard.edge.overload",
        "dev.hansard.edge.wire"
    })
    static class Wiring {

        @Bean
        Clock clock() {
            return Samples.CLOCK;
        }

        @Bean
        MeterRegistry metrics() {
            return new SimpleMeterRegistry();
        }

        @Bean
        TomcatServletWebServerFactory tomcat() {
            return new TomcatServletWebServerFactory(0);
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
