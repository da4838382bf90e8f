// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Locale;

/**
 * What an audited action was done to.
 *
 * @param id as the API writes it; of a message {@code C…/ts}
 */
public record AuditEntity(Kind kind, String id) {
    /** Slack's kinds of entities, and those that Slack has not. The wire form is the name in lower case. */
    public enum Kind {
        WORKSPACE,
        USER,
        CHANNEL,
        MESSAGE,
        FILE,
        APP,
        USERGROUP,
        ROLE,
        LEGAL_HOLD_POLICY,
        TOKEN,
        CASE,
        EXPORT,
        RETENTION_POLICY,
        ERASURE,
        KEY,
        PROOF,
        READ_MODEL,
        RECORD;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static AuditEntity workspace(WorkspaceId id) {
        return new AuditEntity(Kind.WORKSPACE, id.value());
    }

    public static AuditEntity user(UserId id) {
        return new AuditEntity(Kind.USER, id.value());
    }

    public static AuditEntity channel(ChannelId id) {
        return new AuditEntity(Kind.CHANNEL, id.value());
    }

    public static AuditEntity message(ChannelId channel, Ts ts) {
        return new AuditEntity(Kind.MESSAGE, channel.value() + '/' + ts);
    }
}
