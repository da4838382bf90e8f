// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit trail.
 *
 * @param keepAddress whether entries keep the client's address and user agent, sealed and erasable like what people write;
 *     the class of the address is kept in any case
 * @param failureWindow within which failed logins and refusals of the same kind and origin become two entries at most: the
 *     first, and a count of the others
 * @param failureOrigins origins that get entries of their own within a window; all others are counted together
 */
@ConfigurationProperties("hansard.audit")
public record AuditSettings(
        @DefaultValue("true") boolean keepAddress,
        @DefaultValue("1m") Duration failureWindow,
        @DefaultValue("50") int failureOrigins) {
    public AuditSettings {
        if (failureWindow.compareTo(Duration.ofSeconds(1)) < 0 || failureWindow.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("hansard.audit.failure-window must lie between 1s and 1h");
        }
        if (failureOrigins < 1) throw new IllegalArgumentException("hansard.audit.failure-origins must be positive");
    }
}
