// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditEvents.ActionRecorded;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.AxonConfiguration;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreSettings.ShardSettings;
import dev.hansard.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Entries through the real bus into a real database, written by two processes' worth of wiring. */
class AuditTrailIT {
    private static final WorkspaceId TEAM = new WorkspaceId("T1");
    private static final Origin HERE = new Origin("c0ffee", "loopback");

    private static final ShardSettings DATABASE = TestDatabase.fresh();
    private static final Path KEYS = Path.of("target", "keys", UUID.randomUUID().toString());
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;

    // No @Configuration: it lies below the command role's own component scan.
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import({AxonConfiguration.class, DayOfTrail.class})
    static class Application {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @BeforeAll
    static void start() {
        one = process();
        other = process();
        one.getBean(Shards.class).place(TEAM, null);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    private static ConfigurableApplicationContext process() {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "hansard.store.shards[0].url=" + DATABASE.url(),
                        "hansard.store.shards[0].username=root",
                        "hansard.keys.file=" + KEYS,
                        "hansard.store.commit-deadline=500ms",
                        "axon.axonserver.enabled=false",
                        "axon.timeout.enabled=false",
                        "logging.level.root=error")
                .run();
    }

    private static AuditEntry entry(String detail) {
        return AuditEntry.of(TEAM, AuditAction.PROOF_REQUESTED, AuditActor.OPERATOR)
                .with("proof", detail);
    }

    private static List<CommittedEvent> all() {
        EventLog log = one.getBean(EventLog.class);
        return log.after(0, 0, (int) log.head(0));
    }

    private static List<String> recorded() {
        return all().stream()
                .map(each -> ((ActionRecorded) each.event()).details().getOrDefault("proof", ""))
                .toList();
    }

    @Test
    void entryShouldBeInTheRecordWhenItReturns() {
        one.getBean(AuditTrail.class).record(entry("kept").from("192.0.2.1", "curl/8"), HERE);

        CommittedEvent last = all().getLast();
        var event = (ActionRecorded) last.event();
        assertThat(event.day().toString()).matches("T1/L20\\d{6}");
        assertThat(event.details()).containsEntry("proof", "kept");
        assertThat(event.content().ip()).isEqualTo("192.0.2.1");
        assertThat(last.meta().correlation()).isEqualTo("c0ffee");
        assertThat(last.meta().address()).isEqualTo("loopback");
    }

    @Test
    void workspaceThatIsNowhereShouldBeTheInstallationsAffair() {
        one.getBean(AuditTrail.class)
                .record(
                        AuditEntry.of(new WorkspaceId("TNOWHERE"), AuditAction.USER_LOGIN_FAILED, AuditActor.UNKNOWN),
                        HERE);
        assertThat(all().getLast().event().workspace()).isEqualTo(AuditDay.INSTALLATION);
    }

    @Test
    void twoProcessesShouldLoseNothing() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                AuditTrail trail = (i % 2 == 0 ? one : other).getBean(AuditTrail.class);
                String name = "race-" + i;
                threads.submit(() -> trail.record(entry(name), HERE));
            }
        }
        assertThat(recorded().stream().filter(name -> name.startsWith("race-")).distinct())
                .hasSize(100);
        assertThat(recorded().stream().filter(name -> name.startsWith("race-"))).hasSize(100);
    }

    /** Axon would hold an event back until the query's own unit of work ends, when the answer is on its way already. */
    @Test
    void entryOfAQueryHandlerShouldBeDurableBeforeItsAnswer() {
        var found = new AtomicReference<List<String>>();
        var unit = DefaultUnitOfWork.startAndGet(
                new GenericQueryMessage<>("question", ResponseTypes.instanceOf(String.class)));
        unit.execute(() -> {
            one.getBean(AuditTrail.class).record(entry("asked"), HERE);
            found.set(recorded());
        });
        assertThat(found.get()).contains("asked");
    }

    @Test
    void trailShouldThrowWhenTheStoreDoesNotTakeTheEntry() throws SQLException {
        AuditTrail trail = one.getBean(AuditTrail.class);
        sql("RENAME TABLE event TO event_away");
        try {
            assertThatThrownBy(() -> trail.record(entry("lost"), HERE))
                    .isInstanceOfSatisfying(
                            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        } finally {
            sql("RENAME TABLE event_away TO event");
        }
        trail.record(entry("after"), HERE);
        assertThat(recorded()).contains("after").doesNotContain("lost");
    }

    private static void sql(String sql) throws SQLException {
        try (var connection = one.getBean(Shards.class).shard(0).reader().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
