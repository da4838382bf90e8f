// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The part of a workspace's audit trail that is written on one UTC day; its text form {@code T…/L20261122} is the id of its
 * event stream. A stream for each day, so that none grows for ever.
 *
 * @param day {@code L} and the date
 */
public record AuditDay(WorkspaceId workspace, String day) {
    /** Owns what concerns the installation and no workspace: the operator's work on the record, and logins nowhere. */
    public static final WorkspaceId INSTALLATION = new WorkspaceId("T0INSTALLATION");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("'L'yyyyMMdd").withZone(ZoneOffset.UTC);

    public AuditDay {
        Ids.require(day, "L");
    }

    public static AuditDay of(WorkspaceId workspace, Instant at) {
        return new AuditDay(workspace, DAY.format(at));
    }

    /** Reads the text form; throws {@link IllegalArgumentException} if it is not one. */
    public static AuditDay parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("not a day of an audit trail: " + text);
        return new AuditDay(new WorkspaceId(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return workspace.value() + '/' + day;
    }
}
