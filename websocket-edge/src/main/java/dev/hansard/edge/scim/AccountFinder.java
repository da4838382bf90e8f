// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.PersonKey;
import dev.hansard.api.ProvisioningQueries.AccountKey;
import dev.hansard.api.ProvisioningQueries.FindAccount;
import dev.hansard.api.ProvisioningQueries.FindAccountsBy;
import dev.hansard.api.ProvisioningQueries.ListAccounts;
import dev.hansard.api.ProvisioningViews.Account;
import dev.hansard.api.ProvisioningViews.Accounts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds accounts. A filter that demands an id, a name or an address is answered from an index; any other reads all accounts
 * of the workspace, page by page.
 */
@Component
final class AccountFinder {
    private static final int PAGE = 500;
    private static final Map<String, AccountKey> KEYS = Map.of(
            "userName", AccountKey.USER_NAME,
            "emails.value", AccountKey.EMAIL,
            "externalId", AccountKey.EXTERNAL_ID);

    private final Queries queries;

    AccountFinder(Queries queries) {
        this.queries = queries;
    }

    /** Refuses with 404. */
    Account require(WorkspaceId workspace, String id) {
        Account account = find(workspace, id);
        if (account == null) throw ScimRefusal.notFound("user");
        return account;
    }

    ObjectNode list(ScimCall call) {
        Listing listing = call.listing();
        var resources = new AccountResource(call.baseUrl());
        ScimFilter filter = listing.filter();
        if (filter == null) {
            Accounts page = queries.ask(new ListAccounts(call.workspace(), listing.offset(), listing.count()));
            return listing.answer(
                    page.items().stream()
                            .map(account -> call.selection().of(resources.of(account)))
                            .toList(),
                    page.total());
        }
        var found = new ArrayList<ObjectNode>();
        long total = 0;
        List<Account> candidates = candidates(call.workspace(), filter);
        long offset = 0;
        while (true) {
            List<Account> page = candidates;
            if (page == null) {
                page = queries.<Accounts>ask(new ListAccounts(call.workspace(), offset, PAGE))
                        .items();
                offset += PAGE;
            }
            for (Account account : page) {
                ObjectNode resource = resources.of(account);
                if (!filter.matches(AccountResource.comparable(account, resource))) continue;
                if (total >= listing.offset() && found.size() < listing.count()) {
                    found.add(call.selection().of(resource));
                }
                total++;
            }
            if (candidates != null || page.size() < PAGE) return listing.answer(found, total);
        }
    }

    /** Null when any account may match. */
    private @Nullable List<Account> candidates(WorkspaceId workspace, ScimFilter filter) {
        String id = filter.mustEqual("id");
        if (id != null) {
            Account account = find(workspace, id);
            return account == null ? List.of() : List.of(account);
        }
        for (Map.Entry<String, AccountKey> key : KEYS.entrySet()) {
            String value = filter.mustEqual(key.getKey());
            if (value != null) return queries.ask(new FindAccountsBy(workspace, key.getValue(), value));
        }
        return null;
    }

    private @Nullable Account find(WorkspaceId workspace, String id) {
        try {
            return queries.<@Nullable Account>ask(new FindAccount(new PersonKey(workspace, new UserId(id))));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
