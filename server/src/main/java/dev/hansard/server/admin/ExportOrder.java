// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelId;
import dev.hansard.api.DirectoryQueries.FindChannelByName;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.Scope;
import dev.hansard.audit.export.format.ExportFormat;
import dev.hansard.axon.bus.Queries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An export as the operator asks for it, with names where the record has ids.
 *
 * @param workspace name, domain or id
 * @param channels names or ids
 * @param authors handles, ids or e-mail addresses, as are {@code custodians}
 * @param from a UTC date or an instant; included
 * @param to a UTC date, included, or an instant, excluded
 * @param position of the record to show everything as of; now when absent
 */
record ExportOrder(
        @Nullable String workspace,
        @Nullable String format,
        @Nullable List<String> channels,
        @Nullable List<String> authors,
        @Nullable List<String> custodians,
        @Nullable String from,
        @Nullable String to,
        @Nullable String keyword,
        @Nullable Long position,
        @Nullable String matter,
        @Nullable String reason) {
    /** @param head the last position of a workspace's record */
    ExportRequest resolve(Queries queries, ToLongFunction<WorkspaceId> head) {
        if (workspace == null || format == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT);
        if (ExportFormat.named(format) == null) {
            throw refused("there is no format " + format + "; there are " + String.join(", ", ExportFormat.names()));
        }
        @Nullable WorkspaceView found = queries.ask(new FindWorkspaceByName(workspace));
        if (found == null) throw new Rejection(ErrorCode.TEAM_NOT_FOUND, "there is no workspace " + workspace);
        WorkspaceId id = found.id();
        long last = head.applyAsLong(id);
        long asOf = position == null ? last : position;
        if (asOf < 1 || asOf > last) throw refused("the record has positions 1 to " + last);
        if (format.equals(ExportFormat.SUBJECT.name()) && (authors == null || authors.size() != 1)) {
            throw refused("an export of one person's own data names that person and nobody else");
        }
        var authority = new ExportRequest.Authority("operator", matter, null, reason);
        return new ExportRequest(id, scope(queries, id), format, asOf, authority);
    }

    private Scope scope(Queries queries, WorkspaceId id) {
        try {
            return new Scope(
                    channels(queries, id),
                    people(queries, id, authors),
                    people(queries, id, custodians),
                    from == null ? null : instant(from, 0),
                    to == null ? null : instant(to, 1),
                    keyword);
        } catch (DateTimeParseException e) {
            throw refused("a time is written as 2024-12-31 or 2024-12-31T23:59:00Z");
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Set<ChannelId> channels(Queries queries, WorkspaceId id) {
        var ids = new HashSet<ChannelId>();
        for (String each : channels == null ? List.<String>of() : channels) {
            ids.add(isId(each, "CGD") ? new ChannelId(each) : named(queries, id, each));
        }
        return ids;
    }

    private static ChannelId named(Queries queries, WorkspaceId id, String name) {
        String bare = name.startsWith("#") ? name.substring(1) : name;
        ChannelView view = queries.ask(new FindChannelByName(id, bare, Actor.OPERATOR));
        return view.key().channel();
    }

    private static Set<UserId> people(Queries queries, WorkspaceId id, @Nullable List<String> who) {
        var ids = new HashSet<UserId>();
        for (String each : who == null ? List.<String>of() : who) {
            if (isId(each, "UW")) {
                ids.add(new UserId(each));
                continue;
            }
            boolean address = each.indexOf('@') > 0;
            String handle = each.startsWith("@") ? each.substring(1) : each;
            @Nullable
            PersonView view = queries.ask(new FindPersonBy(id, address ? null : handle, address ? each : null));
            if (view == null) throw new Rejection(ErrorCode.USER_NOT_FOUND, "nobody is known as " + each + " there");
            ids.add(view.key().user());
        }
        return ids;
    }

    private static boolean isId(String text, String kinds) {
        return text.length() > 1
                && kinds.indexOf(text.charAt(0)) >= 0
                && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }

    private static Instant instant(String text, int daysLater) {
        if (text.contains("T")) return Instant.parse(text);
        return LocalDate.parse(text)
                .plusDays(daysLater)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static AdminRefused refused(String detail) {
        return new AdminRefused(HttpStatus.BAD_REQUEST, "invalid_arguments", detail);
    }
}
