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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of an Elasticsearch that fails nothing more is asked once the circuit is open, so an error costs no waiting. */
class ElasticCircuitTest {
    private final AtomicInteger searches = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/_search")) searches.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void noSearchShouldReachElasticsearchWhileTheCircuitIsOpen() {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var index = Elastic.index(url, Elastic.settings("queries.open", "1h", "queries.enough", "4"))) {
            while (!index.guard().isOpen()) refused(index);
            int asked = searches.get();
            assertThat(asked).isGreaterThanOrEqualTo(4);
            for (int i = 0; i < 200; i++) refused(index);
            assertThat(searches.get()).isEqualTo(asked);
        }
    }

    private static void refused(ElasticMessageIndex index) {
        assertThatThrownBy(() -> index.search(Elastic.ask(Elastic.word("anything"))))
                .isInstanceOf(IndexUnavailable.class);
    }
}
