// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import dev.hansard.audit.ComplianceRole;
import dev.hansard.command.CommandRole;
import dev.hansard.edge.EdgeRole;
import dev.hansard.query.QueryRole;
import java.util.Locale;

/** The parts that a process can run. */
public enum ServerRole {
    /** Decides on commands and appends their events. */
    COMMAND(CommandRole.class),
    /** Writes the read models and answers from them. */
    QUERY(QueryRole.class),
    /** The clients' door: Web API, WebSocket, long poll. */
    EDGE(EdgeRole.class),
    /** Audit trail, retention, exports. */
    COMPLIANCE(ComplianceRole.class);

    private final Class<?> configuration;

    ServerRole(Class<?> configuration) {
        this.configuration = configuration;
    }

    Class<?> configuration() {
        return configuration;
    }

    /** As the command line takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
