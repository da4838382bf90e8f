// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cases;

import dev.hansard.axon.store.EventLog;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Part of every role, so that all decide alike who may do what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaseSettings.class)
public class CaseConfiguration {
    @Bean
    CaseBooks caseBooks(EventLog log) {
        return new CaseBooks(log);
    }
}
