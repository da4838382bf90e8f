// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.axon.store.EventStores;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.elastic.ElasticMessageIndex;
import dev.hansard.query.search.elastic.ElasticSettings;
import dev.hansard.query.search.lucene.LuceneMessageIndex;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The message index of this process, and what keeps it up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SearchSettings.class, ElasticSettings.class})
public class SearchConfiguration {
    @Bean
    MessageIndex messageIndex(
            SearchSettings settings, ElasticSettings elastic, EventStores stores, MeterRegistry meters) {
        MessageIndex index = settings.url().isEmpty()
                ? new LuceneMessageIndex(settings, stores.shards())
                : new ElasticMessageIndex(
                        settings.url(), elastic, stores.shards(), settings.languagesInShort(), meters);
        return new TimedMessageIndex(index, meters);
    }

    @Bean
    SearchFollower searchFollower(
            EventStores stores, MessageIndex index, SearchSettings settings, MeterRegistry meters) {
        return new SearchFollower(stores, index, settings, meters);
    }

    @Bean
    IndexPurge indexPurge(EventStores stores, MessageIndex index, SearchFollower follower) {
        return new IndexPurge(stores, index, follower);
    }

    @Bean
    IndexCheck indexCheck(
            EventStores stores,
            MessageIndex index,
            SearchFollower follower,
            SearchSettings settings,
            MeterRegistry meters) {
        return new IndexCheck(stores, index, follower, settings, meters);
    }
}
