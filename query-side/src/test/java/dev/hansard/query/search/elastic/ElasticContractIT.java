// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageIndexContract;
import dev.hansard.testing.TestElasticsearch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Elasticsearch keeps the contract. */
final class ElasticContractIT implements MessageIndexContract {
    private final String prefix = Elastic.prefix();
    private TestElasticsearch.Server server;
    private MessageIndex index;

    @BeforeEach
    void open() {
        server = TestElasticsearch.shared();
        index = Elastic.index(server.url(), Elastic.settings("index.prefix", prefix, "queries.timeout", "30s"));
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Override
    public MessageIndex index() {
        return index;
    }

    @Override
    public MessageIndex restart() {
        close();
        open();
        return index;
    }

    @Override
    public boolean filesHold(byte[] bytes) {
        if (server.files().isEmpty()) System.out.println("skipped: the files of this server cannot be looked into");
        assumeThat(server.files()).isPresent();
        Path folder = server.files().orElseThrow();
        return !FilesOf.holding(folder, new String(bytes, StandardCharsets.ISO_8859_1))
                .isEmpty();
    }
}
