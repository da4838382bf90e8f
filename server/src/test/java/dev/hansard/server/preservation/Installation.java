// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.preservation;

import dev.hansard.axon.AxonConfiguration;
import dev.hansard.command.CommandRole;
import dev.hansard.query.QueryRole;
import dev.hansard.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The roles that keep and erase, as they are wired in a server, without its doors; several may share a database. */
@Configuration
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Import({AxonConfiguration.class, CommandRole.class, QueryRole.class})
@ComponentScan({"dev.hansard.audit.hold", "dev.hansard.audit.retention"})
class Installation {
    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    /** One person is enough and nothing is waited for. */
    static ConfigurableApplicationContext on(String url, String... more) {
        return new SpringApplicationBuilder(Installation.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.name=none",
                        "hansard.store.shards[0].url=" + url,
                        "hansard.store.shards[0].username=root",
                        "hansard.keys.file=" + Path.of("target", "keys", Integer.toHexString(url.hashCode())),
                        "hansard.retention.four-eyes=false",
                        "hansard.retention.grace=0s",
                        "hansard.retention.poll=100ms",
                        "axon.axonserver.enabled=false",
                        "axon.timeout.enabled=false",
                        "logging.level.root=warn")
                .properties(more)
                .run();
    }

    static String database() {
        return TestDatabase.fresh().url();
    }
}
