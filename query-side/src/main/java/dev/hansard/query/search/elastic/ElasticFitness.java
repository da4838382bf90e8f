// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.hansard.query.search.IndexUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether the cluster is one that we can work with: asked at the start, and again until it has answered. */
final class ElasticFitness {
    /** The client's own major version: it understands no other server. */
    static final int MAJOR = 9;

    private static final Logger LOG = LoggerFactory.getLogger(ElasticFitness.class);

    private static final int BUSY = 429;

    private final Rest5Client http;
    private volatile boolean fit;

    ElasticFitness(Rest5Client http) {
        this.http = http;
    }

    /**
     * A cluster that does not answer is no reason not to start: search is unavailable until it does.
     *
     * @throws ElasticUnfit when it answers and cannot be used
     */
    void atStart() {
        try {
            check();
        } catch (IOException e) {
            LOG.warn(
                    "Elasticsearch does not answer, search is unavailable until it does: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** @throws IndexUnavailable unless the cluster can be used */
    void require() {
        if (fit) return;
        try {
            check();
        } catch (IOException e) {
            throw new IndexUnavailable("Elasticsearch does not answer", e);
        } catch (ElasticUnfit e) {
            throw new IndexUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private void check() throws IOException {
        Set<String> versions = versions();
        for (String version : versions) {
            if (!version.startsWith(MAJOR + ".")) {
                throw new ElasticUnfit("Elasticsearch " + version + " cannot be used: Hansard needs " + MAJOR + ".x");
            }
        }
        if (versions.isEmpty()) throw new ElasticUnfit("what answers at hansard.search.url is not an Elasticsearch");
        LOG.info("Elasticsearch {} answers", String.join(", ", versions));
        fit = true;
    }

    private Set<String> versions() throws IOException {
        var request = new Request("GET", "/_nodes/http");
        request.addParameter("filter_path", "nodes.*.version");
        try {
            var response = http.performRequest(request);
            refuse(response.getStatusCode());
            var versions = new TreeSet<String>();
            try (InputStream body = response.getEntity().getContent()) {
                for (JsonNode node : JsonMapper.shared().readTree(body).path("nodes")) {
                    versions.add(node.path("version").asString(""));
                }
            }
            return versions;
        } catch (ResponseException e) {
            int status = e.getResponse().getStatusCode();
            if (status >= 500 || status == BUSY) throw e;
            refuse(status);
            throw e;
        }
    }

    private static void refuse(int status) {
        if (status == 401 || status == 403) {
            throw new ElasticUnfit("Elasticsearch does not let us in (" + status
                    + "): see hansard.search.elastic.access, and grant monitor on the cluster");
        }
        if (status >= 300) {
            throw new ElasticUnfit("what answers at hansard.search.url is not an Elasticsearch: status " + status);
        }
    }
}
