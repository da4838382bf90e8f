// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.audit;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditQueries.Filter;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code /audit/v1/logs} is asked for. */
record AuditRequest(Filter filter, @Nullable String cursor, int limit) {
    private static final int USUAL = 100;
    private static final int MOST = 9_999;
    private static final int LONGEST_ID = 64;

    /** Refuses with {@code invalid_arguments} or {@code invalid_limit}. */
    static AuditRequest read(HttpServletRequest request) {
        var filter = new Filter(
                seconds(request, "oldest"),
                seconds(request, "latest"),
                actions(text(request, "action")),
                id(request, "actor"),
                id(request, "entity"));
        return new AuditRequest(filter, text(request, "cursor"), limit(text(request, "limit")));
    }

    private static @Nullable String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String id(HttpServletRequest request, String name) {
        String value = text(request, name);
        if (value != null && value.length() > LONGEST_ID) throw invalid(name + " is no id");
        return value;
    }

    private static @Nullable Long seconds(HttpServletRequest request, String name) {
        String value = text(request, name);
        if (value == null) return null;
        try {
            long seconds = Long.parseLong(value);
            if (seconds >= 0 && seconds <= 253_402_300_799L) return seconds;
        } catch (NumberFormatException e) {
            // said below
        }
        throw invalid(name + " is no time in whole seconds since the epoch");
    }

    private static Set<AuditAction> actions(@Nullable String names) {
        var actions = new HashSet<AuditAction>();
        if (names == null) return actions;
        for (String name : names.split(",")) {
            AuditAction action = AuditAction.named(name.strip());
            if (action == null) throw invalid("there is no such action; /audit/v1/actions lists them");
            actions.add(action);
        }
        return actions;
    }

    private static int limit(@Nullable String value) {
        if (value == null) return USUAL;
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) return limit;
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Rejection(ErrorCode.INVALID_LIMIT);
    }

    private static Rejection invalid(String detail) {
        return new Rejection(ErrorCode.INVALID_ARGUMENTS, detail);
    }
}
