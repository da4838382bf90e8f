// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.search.AnalysedText;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.IndexedMessage;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Indices to test on, and words to say to them. */
final class Elastic {
    static final ChannelKey CHANNEL = ChannelKey.of("T000000001", "C000000001");

    private Elastic() {}

    /** A name that no other test's indices have. */
    static String prefix() {
        return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    static ElasticSettings settings(String... keysAndValues) {
        var source = new MapConfigurationPropertySource();
        for (int i = 0; i < keysAndValues.length; i += 2) source.put("e." + keysAndValues[i], keysAndValues[i + 1]);
        return new Binder(source).bindOrCreate("e", ElasticSettings.class);
    }

    static ElasticMessageIndex index(URI url, ElasticSettings settings) {
        return index(url, settings, new SimpleMeterRegistry());
    }

    static ElasticMessageIndex index(URI url, ElasticSettings settings, MeterRegistry meters) {
        return new ElasticMessageIndex(List.of(url), settings, List.of(0), workspace -> 0, "EN", meters);
    }

    static MessageKey key(long micros) {
        return new MessageKey(CHANNEL, new Ts(micros));
    }

    /** @param text lower-case words */
    static Change put(long micros, long version, String text) {
        var message = new IndexedMessage(
                key(micros), new UserId("U000000001"), null, new AnalysedText(text, text, text), Set.of());
        return new Change.Put(message, version);
    }

    static SearchRequest ask(Condition condition) {
        return new SearchRequest(
                new WorkspaceId("T000000001"),
                new Scope.Visible(Set.of(new ChannelId("C000000001"))),
                condition,
                SearchRequest.Sort.SCORE_DESC,
                Relevance.TEXT,
                0,
                20,
                false);
    }

    static Condition word(String word) {
        return new Condition.Term(word, List.of(word), word);
    }

    static final Duration SOON = Duration.ofSeconds(30);
}
