// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hansard.query.search.IndexUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What answers at the address, and whether it will do. */
class ElasticFitnessTest {
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "{}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void connect(String... settings) {
        Elastic.index(url(), Elastic.settings(settings)).close();
    }

    @Test
    void anotherMajorVersionShouldBeRefusedByItsName() {
        body = "{\"nodes\":{\"a\":{\"version\":\"9.1.0\"},\"b\":{\"version\":\"8.19.2\"}}}";
        assertThatThrownBy(this::connect)
                .isInstanceOf(ElasticUnfit.class)
                .hasMessageContaining("8.19.2")
                .hasMessageContaining("9.x");
    }

    @Test
    void whatIsNoElasticsearchShouldBeRefused() {
        assertThatThrownBy(this::connect).hasMessageContaining("not an Elasticsearch");
        status = 404;
        assertThatThrownBy(this::connect).hasMessageContaining("not an Elasticsearch");
    }

    @Test
    void beingRefusedShouldNameTheSetting() {
        status = 401;
        assertThatThrownBy(this::connect).hasMessageContaining("hansard.search.elastic.access");
    }

    @Test
    void aServerThatIsAwayShouldNotKeepUsFromStarting() {
        status = 503;
        try (var index = Elastic.index(url(), Elastic.settings())) {
            assertThatThrownBy(() -> index.claim(0)).isInstanceOf(IndexUnavailable.class);
            assertThat(index.health().getFirst().error()).isNotNull();
        }
    }

    @Test
    void secretsShouldComeFromFiles(@TempDir Path folder) throws IOException {
        body = "{\"nodes\":{\"a\":{\"version\":\"9.5.3\"}}}";
        Path key = Files.writeString(folder.resolve("key"), "abc\n");
        connect("access.api-key-file", key.toString());
        Path password = Files.writeString(folder.resolve("password"), "open sesame\n");
        connect("access.user", "hansard", "access.password-file", password.toString());
        assertThat(authorizations).contains("ApiKey abc", "Basic aGFuc2FyZDpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void aPasswordInTheAddressShouldBeRefused() {
        assertThatThrownBy(() -> Elastic.index(URI.create("http://me:secret@127.0.0.1"), Elastic.settings()))
                .isInstanceOf(ElasticUnfit.class)
                .hasMessageNotContaining("secret@");
    }
}
