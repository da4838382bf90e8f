// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.cases;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.CaseCommands;
import dev.hansard.api.CaseCommands.RoleGrant;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.CaseQueries.Requested;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseRole;
import dev.hansard.api.CaseScope;
import dev.hansard.api.CaseText;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.axon.cases.CaseFile;
import dev.hansard.axon.cases.CaseSettings;
import dev.hansard.axon.cases.Cases;
import org.jspecify.annotations.Nullable;

/** Who may open a case, and that nobody lets themselves in. */
record Clerk(Cases cases) {
    private static final int MAX_TEXT = 4_000;

    void open(CaseCommands.OpenCase c) {
        Rejection.unless(Cases.manages(c.actor()), ErrorCode.NOT_AUTHORIZED);
        if (cases.files().containsKey(c.caseId())) return;
        requireText(c.name());
        requireText(c.reason());
        apply(new CaseEvents.CaseOpened(
                c.key(), c.caseId(), c.actor().user(), new CaseText(c.name(), c.reason(), null)));
    }

    RoleGrant grant(CaseCommands.GrantCaseRole c, CaseSettings settings) {
        CaseFile file = cases.require(c.caseId(), c.actor(), Right.MANAGE);
        UserId by = c.actor().user();
        Rejection.unless(!file.closed(), ErrorCode.CASE_CLOSED);
        Rejection.unless(!by.equals(c.user()), ErrorCode.RESTRICTED_ACTION);
        @Nullable CaseRole now = file.roles().get(c.user());
        if (now == c.role()) return new RoleGrant(false);
        Rejection.unless(now == null, ErrorCode.HAS_OTHER_ROLE);
        Requested before = requested(file, c.user());
        Rejection.unless(before == null || before.role() == c.role(), ErrorCode.HAS_OTHER_ROLE);
        if (!settings.fourEyes() || !c.role().mayRead()) return granted(c, by, null);
        if (before == null) {
            apply(new CaseEvents.CaseRoleRequested(c.key(), c.caseId(), c.user(), c.role(), by));
            return new RoleGrant(true);
        }
        return before.by().equals(by) ? new RoleGrant(true) : granted(c, before.by(), by);
    }

    void revoke(CaseCommands.RevokeCaseRole c) {
        boolean own = c.actor().user().equals(c.user());
        CaseFile file = cases.require(c.caseId(), c.actor(), own ? Right.SEE : Right.MANAGE);
        Requested before = requested(file, c.user());
        @Nullable CaseRole role = file.roles().get(c.user());
        if (role == null && before != null) role = before.role();
        if (role == null) return;
        apply(new CaseEvents.CaseRoleRevoked(
                c.key(), c.caseId(), c.user(), role, c.actor().user()));
    }

    void search(CaseCommands.SearchCase c) {
        CaseFile file = cases.require(c.caseId(), c.actor(), Right.INVESTIGATE);
        if (file.searches().containsKey(c.search())) return;
        requireScope(c.scope());
        @Nullable String keyword = c.keyword() == null || c.keyword().isBlank() ? null : c.keyword();
        require(keyword == null || keyword.length() <= MAX_TEXT);
        @Nullable CaseText text = keyword == null ? null : new CaseText(null, null, keyword);
        apply(new CaseEvents.CaseSearched(
                c.key(),
                c.caseId(),
                c.search(),
                c.scope(),
                keyword != null,
                c.position(),
                c.actor().user(),
                text));
    }

    void close(CaseCommands.CloseCase c) {
        CaseFile file = cases.require(c.caseId(), c.actor(), Right.MANAGE);
        requireText(c.reason());
        if (file.closed()) return;
        apply(new CaseEvents.CaseClosed(c.key(), c.caseId(), c.actor().user(), why(c.reason())));
    }

    void reopen(CaseCommands.ReopenCase c) {
        CaseFile file = cases.require(c.caseId(), c.actor(), Right.MANAGE);
        requireText(c.reason());
        if (!file.closed()) return;
        apply(new CaseEvents.CaseReopened(c.key(), c.caseId(), c.actor().user(), why(c.reason())));
    }

    private static RoleGrant granted(CaseCommands.GrantCaseRole c, UserId by, @Nullable UserId approvedBy) {
        apply(new CaseEvents.CaseRoleGranted(c.key(), c.caseId(), c.user(), c.role(), by, approvedBy));
        return new RoleGrant(false);
    }

    private static @Nullable Requested requested(CaseFile file, UserId user) {
        for (Requested each : file.requested()) if (each.user().equals(user)) return each;
        return null;
    }

    private static CaseText why(String reason) {
        return new CaseText(null, reason, null);
    }

    private static void requireScope(CaseScope scope) {
        require(scope.channels().size() <= CaseScope.MAX_ENTITIES);
        require(scope.authors().size() <= CaseScope.MAX_ENTITIES);
        require(scope.custodians().size() <= CaseScope.MAX_ENTITIES);
        require(scope.from() == null || scope.until() == null || scope.until().isAfter(scope.from()));
    }

    private static void requireText(String text) {
        require(!text.isBlank() && text.length() <= MAX_TEXT);
    }

    private static void require(boolean good) {
        Rejection.unless(good, ErrorCode.INVALID_ARGUMENTS);
    }
}
