// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import dev.hansard.server.testing.RolesCluster;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.TestFolders;
import dev.hansard.testing.TestElasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server with the demo workspace and the {@link Cast}, shared by all tests of a JVM, as starting one takes its time. With the
 * system property {@code hansard.sdk.edge} ({@code one} or {@code two}) it is that edge of a cluster of five processes.
 */
final class SdkServer {
    /** Calls a minute of {@code emoji.list} at {@link #onePort}. */
    static final int EMOJI_LIMIT = 3;

    private static final @Nullable String EDGE = System.getProperty("hansard.sdk.edge");

    private static final class Netty {
        static final SdkServer SERVER = EDGE == null ? start("sdk") : edge(EDGE);
    }

    private static final class OnePort {
        static final SdkServer SERVER = start("sdk-one-port", "--one-port");
    }

    private static final class Elastic {
        static final SdkServer SERVER = start(
                "sdk-elastic", "--search-url", TestElasticsearch.shared().url().toString());
    }

    private final ServerProcess process;

    /** Where the operator's commands go; the process itself unless it is one of several. */
    private final ServerProcess operator;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private SdkServer(ServerProcess process, ServerProcess operator) {
        this.process = process;
        this.operator = operator;
    }

    /** As it comes: WebSockets on a port of their own. */
    static SdkServer usual() {
        return Netty.SERVER;
    }

    /** WebSockets on the main port; besides, {@code emoji.list} is limited tightly. */
    static SdkServer onePort() {
        return OnePort.SERVER;
    }

    /** Its messages are indexed by an Elasticsearch. */
    static SdkServer elastic() {
        return Elastic.SERVER;
    }

    private static SdkServer start(String name, String... options) {
        Path data = TestFolders.create(name);
        var plan = ServerProcess.on(data).with(options);
        if (options.length > 0) plan = plan.with("--config", settings(data).toString());
        ServerProcess process = plan.startAnyhow();
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        process.awaitReady();
        return new SdkServer(process, process).withCast();
    }

    private static SdkServer edge(String name) {
        String axonServer = System.getProperty("hansard.axon-server");
        RolesCluster cluster =
                axonServer == null ? RolesCluster.start() : RolesCluster.start("--axon-server", axonServer);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        return new SdkServer(cluster.node(name), cluster.node("command")).withCast();
    }

    private SdkServer withCast() {
        JsonNode last = send(admin("/admin/import?workspace=demo")
                .PUT(BodyPublishers.ofByteArray(Cast.export()))
                .build());
        if (!last.path("report").path("complete").asBoolean()) throw new IllegalStateException(last.toString());
        return this;
    }

    private static Path settings(Path data) {
        try {
            return Files.writeString(
                    data.resolve("limits.properties"), "hansard.edge.limits.methods[emoji.list]=" + EMOJI_LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all roles are in its process. */
    boolean isAlone() {
        return process == operator;
    }

    ServerProcess process() {
        return process;
    }

    URI url() {
        return process.url();
    }

    String apiUrl() {
        return process.apiUrl();
    }

    /** Somebody's token with all scopes that the operator gives by default; the same one each time. */
    String token(String handle) {
        return tokens.computeIfAbsent(handle, this::issue);
    }

    /** A new token. */
    String issue(String handle, String... scopes) {
        ObjectNode request =
                JsonMapper.shared().createObjectNode().put("workspace", "demo").put("user", handle);
        Arrays.stream(scopes).forEach(request.putArray("scopes")::add);
        return send(admin("/admin/tokens")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request.toString()))
                        .build())
                .path("token")
                .asString();
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(operator.url().resolve(path))
                .header("Authorization", "Bearer " + operator.operatorToken());
    }

    /** The last line of the answer. */
    private JsonNode send(HttpRequest request) {
        try {
            String body = http.send(request, BodyHandlers.ofString()).body().strip();
            return JsonMapper.shared().readTree(body.substring(body.lastIndexOf('\n') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
