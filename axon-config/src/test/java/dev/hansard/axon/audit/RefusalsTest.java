// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RefusalsTest {
    private static final WorkspaceId TEAM = new WorkspaceId("T1");
    private static final AuditEntry FAILED = AuditEntry.of(TEAM, AuditAction.USER_LOGIN_FAILED, AuditActor.UNKNOWN)
            .refused("invalid_auth");

    private final List<AuditEntry> trail = new CopyOnWriteArrayList<>();

    private Refusals refusals(int origins) {
        var settings = new AuditSettings(true, Duration.ofHours(1), origins);
        return new Refusals((entry, origin) -> trail.add(entry), settings);
    }

    @Test
    void floodShouldBecomeItsFirstAndACount() {
        Refusals refusals = refusals(50);
        for (int i = 0; i < 10_000; i++) refusals.refused(FAILED, "192.0.2.1", Origin.PLATFORM);
        assertThat(trail).containsExactly(FAILED);
        refusals.stopping();
        assertThat(trail).hasSize(2);
        assertThat(trail.getLast().details()).isEqualTo(Map.of("count", "9999", "window_seconds", "3600"));
    }

    @Test
    void manyOriginsShouldBecomeOneBeyondTheirNumber() {
        Refusals refusals = refusals(3);
        for (int i = 0; i < 1_000; i++) refusals.refused(FAILED, "192.0.2." + i, Origin.PLATFORM);
        assertThat(trail).hasSize(4);
        refusals.stopping();
        assertThat(trail).hasSize(5);
        AuditEntry others = trail.getLast();
        assertThat(others.workspace()).isEqualTo(AuditDay.INSTALLATION);
        assertThat(others.details()).containsEntry("origins", "others").containsEntry("count", "996");
    }

    @Test
    void differentReasonsShouldBeToldApart() {
        Refusals refusals = refusals(50);
        refusals.refused(FAILED, "192.0.2.1", Origin.PLATFORM);
        refusals.refused(FAILED.refused("token_revoked"), "192.0.2.1", Origin.PLATFORM);
        assertThat(trail).extracting(AuditEntry::reason).containsExactly("invalid_auth", "token_revoked");
    }

    @Test
    void trailThatCannotBeWrittenShouldLeaveTheRefusalAsItIs() {
        var refusals = new Refusals(
                (entry, origin) -> {
                    throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
                },
                new AuditSettings(true, Duration.ofHours(1), 50));
        refusals.refused(FAILED, "192.0.2.1", Origin.PLATFORM);
    }

    @Test
    void settingsShouldHaveTheirDefaults() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("hansard.audit", AuditSettings.class);
        assertThat(settings).isEqualTo(new AuditSettings(true, Duration.ofMinutes(1), 50));
        assertThatThrownBy(() -> new AuditSettings(true, Duration.ZERO, 50)).hasMessageContaining("failure-window");
        assertThatThrownBy(() -> new AuditSettings(true, Duration.ofMinutes(1), 0))
                .hasMessageContaining("failure-origins");
    }
}
