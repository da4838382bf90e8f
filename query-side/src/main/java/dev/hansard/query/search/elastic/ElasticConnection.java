// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to a cluster: the same ones for everything, with the patience that each purpose has. */
final class ElasticConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticConnection.class);
    private static final Duration MERGE = Duration.ofHours(6);
    private static final int OTHERS = 8;

    private final Rest5Client http;
    private final Rest5ClientTransport transport;
    private final ElasticsearchAsyncClient searching;
    private final ElasticsearchClient asking;
    private final ElasticsearchClient writing;
    private final ElasticsearchClient merging;

    /** @throws ElasticUnfit when the settings cannot be used */
    ElasticConnection(List<URI> urls, ElasticSettings settings) {
        if (urls.isEmpty()) throw new ElasticUnfit("hansard.search.url names no address");
        for (URI url : urls) {
            if (url.getHost() == null || url.getUserInfo() != null) {
                throw new ElasticUnfit(
                        "hansard.search.url: http://HOST:PORT or https://HOST:PORT, without a password in it");
            }
        }
        var queries = settings.queries();
        var builder = Rest5Client.builder(urls.toArray(URI[]::new))
                .setDefaultHeaders(ElasticSecrets.headers(settings.access()).toArray(Header[]::new))
                .setConnectionConfigCallback(connection ->
                        connection.setConnectTimeout(timeout(queries.connect())).setSocketTimeout(Timeout.DISABLED))
                .setConnectionManagerCallback(pool -> pool.setMaxConnPerRoute(queries.atOnce() + OTHERS)
                        .setMaxConnTotal((queries.atOnce() + OTHERS) * urls.size()));
        var trusted = ElasticSecrets.trusted(settings.access());
        if (trusted != null) builder.setSSLContext(trusted);
        http = builder.build();
        transport = new Rest5ClientTransport(http, new Jackson3JsonpMapper());
        searching = new ElasticsearchAsyncClient(transport, patience(queries.timeout()));
        asking = new ElasticsearchClient(transport, patience(queries.timeout()));
        writing = new ElasticsearchClient(transport, patience(settings.writes().timeout()));
        merging = new ElasticsearchClient(transport, patience(MERGE));
    }

    ElasticsearchAsyncClient searching() {
        return searching;
    }

    /** For questions of the operator, who does not wait long either. */
    ElasticsearchClient asking() {
        return asking;
    }

    ElasticsearchClient writing() {
        return writing;
    }

    ElasticsearchClient merging() {
        return merging;
    }

    Rest5Client http() {
        return http;
    }

    private static Rest5ClientOptions patience(Duration response) {
        var config = RequestConfig.custom()
                .setResponseTimeout(timeout(response))
                .setConnectionRequestTimeout(timeout(response))
                .build();
        return new Rest5ClientOptions(
                RequestOptions.DEFAULT.toBuilder().setRequestConfig(config).build(), false);
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            LOG.debug("the connections were not closed cleanly", e);
        }
    }
}
