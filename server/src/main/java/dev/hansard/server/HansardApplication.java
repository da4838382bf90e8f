// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import dev.hansard.axon.AxonConfiguration;
import dev.hansard.server.admin.AdminConfiguration;
import dev.hansard.server.database.DatabaseSettings;
import dev.hansard.server.demo.DemoConfiguration;
import dev.hansard.server.discovery.DiscoveryConfiguration;
import dev.hansard.server.health.HealthConfiguration;
import dev.hansard.server.proofs.ProofsConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What every server has, whatever its roles. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(DatabaseSettings.class)
@Import({
    AxonConfiguration.class,
    AdminConfiguration.class,
    DemoConfiguration.class,
    DiscoveryConfiguration.class,
    HealthConfiguration.class,
    ProofsConfiguration.class,
    CallThreads.class
})
class HansardApplication {}
