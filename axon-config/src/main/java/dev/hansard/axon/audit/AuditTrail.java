// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.audit;

import dev.hansard.api.AuditEntry;
import dev.hansard.axon.bus.Commands.Origin;

/**
 * Puts on the audit trail what is not an event already. It fails closed: record before the action, or before its result
 * leaves the house, and let what is thrown here stop it.
 */
@FunctionalInterface
public interface AuditTrail {
    /**
     * Returns when the entry is durable.
     *
     * @throws dev.hansard.api.Rejection {@code service_unavailable} when that cannot be had: the action must not go ahead
     */
    void record(AuditEntry entry, Origin origin);
}
