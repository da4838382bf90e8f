// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.discovery;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.DiscoveryQueries.Collector;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.cases.CaseBooks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets investigators of an open case collect, and nobody unseen. */
@Component
class CollectorGate {
    private final CaseBooks cases;
    private final AuditTrail trail;

    CollectorGate(CaseBooks cases, AuditTrail trail) {
        this.cases = cases;
        this.trail = trail;
    }

    /**
     * Returns when the reading is on the trail; refuses with {@code not_authorized}.
     *
     * @param about id of what is read, or null
     */
    void admit(Collector collector, @Nullable String about) {
        Rejection.unless(
                cases.read(collector.workspace()).isInvestigator(collector.viewer()), ErrorCode.NOT_AUTHORIZED);
        AuditEntry entry = AuditEntry.of(collector.workspace(), AuditAction.CASE_CONTENT_READ, collector.viewer())
                .on(AuditEntity.workspace(collector.workspace()))
                .with("method", collector.method())
                .with("about", about)
                .from(collector.asker().ip(), collector.asker().userAgent());
        trail.record(
                entry,
                new Origin(collector.asker().correlation(), collector.asker().address()));
    }
}
