// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testcontainers.elasticsearch.ElasticsearchContainer;

/** Elasticsearch's official image, on a fixed port so that it comes back at the same address. */
final class OfficialElasticsearch implements TestElasticsearch.Server {
    private static final String IMAGE = "docker.elastic.co/elasticsearch/elasticsearch:9.5.3";
    private static final int HTTP = 9200;

    private final int port = freePort();
    private final ElasticsearchContainer container = new ElasticsearchContainer(IMAGE)
            .withEnv("xpack.security.enabled", "false")
            .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m");

    OfficialElasticsearch() {
        container.setPortBindings(List.of(port + ":" + HTTP));
        container.start();
    }

    @Override
    public URI url() {
        return URI.create("http://" + container.getHost() + ":" + port);
    }

    @Override
    public Optional<Path> files() {
        return Optional.empty();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void startAgain() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        BundledElasticsearch.awaitAnswer(url(), () -> true);
    }

    @Override
    public void close() {
        container.stop();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
