// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Questions of identity providers about accounts and user groups. They are for admins only, which the door checks: answers
 * hold whatever there is. Bots are no accounts.
 */
public sealed interface ProvisioningQueries extends Query {
    /** By what an account is looked up. */
    enum AccountKey {
        /** The identity provider's name for the account; of one it does not manage yet, the handle or the e-mail address. */
        USER_NAME,
        EMAIL,
        EXTERNAL_ID
    }

    /** Answers {@link ProvisioningViews.Account} or null. */
    record FindAccount(PersonKey person) implements ProvisioningQueries {
        @Override
        public WorkspaceId workspace() {
            return person.workspace();
        }
    }

    /** Ordered by user id. Answers {@code List<Account>}. */
    record FindAccountsBy(WorkspaceId workspace, AccountKey key, String value) implements ProvisioningQueries {}

    /** Ordered by user id. Answers {@link ProvisioningViews.Accounts}. */
    record ListAccounts(WorkspaceId workspace, long offset, int limit) implements ProvisioningQueries {}

    /** Answers {@link ProvisioningViews.Usergroup} or null. */
    record FindUsergroup(UsergroupKey usergroup) implements ProvisioningQueries {
        @Override
        public WorkspaceId workspace() {
            return usergroup.workspace();
        }
    }

    /**
     * Ordered by id. Answers {@link ProvisioningViews.Usergroups}.
     *
     * @param name only the group of this name, in any case; null for all
     * @param ids only these; null for all
     */
    record ListUsergroups(
            WorkspaceId workspace,
            @Nullable String name,
            @Nullable List<String> ids,
            long offset,
            int limit,
            boolean withMembers)
            implements ProvisioningQueries {}
}
