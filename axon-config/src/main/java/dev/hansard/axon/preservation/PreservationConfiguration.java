// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.MessagesOnRecord;
import dev.hansard.axon.store.Shards;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Part of every role, so that no process can erase without the guard. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
public class PreservationConfiguration {
    @Bean
    ConversationProjection preservationProjection() {
        return new ConversationProjection();
    }

    @Bean
    PreservationBooks preservationBooks(EventLog log) {
        return new PreservationBooks(log);
    }

    @Bean
    MessagesOnRecord preservationMessages(Shards shards) {
        return new MessagesOnRecord(shards);
    }

    @Bean
    Conversations preservationConversations(Shards shards, ReadModels readModels, EventLog log) {
        return new Conversations(shards, readModels, log);
    }

    @Bean
    Holds preservationHolds(EventLog log, Conversations conversations, PreservationBooks books) {
        return new Holds(log, conversations, books);
    }

    @Bean
    PreservationGuard preservationGuard(
            PreservationBooks books,
            Holds holds,
            Conversations conversations,
            RetentionSettings settings,
            Clock clock) {
        return new PreservationGuard(books, holds, conversations, settings, clock);
    }
}
