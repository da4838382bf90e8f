// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import dev.hansard.api.Views.PersonView;
import java.util.List;

/** What identity providers are told. Times are epoch seconds. */
public final class ProvisioningViews {
    private ProvisioningViews() {}

    /** @param linked whether an identity provider has given the account a name of its own */
    public record Account(PersonView person, long created, boolean linked, List<GroupName> groups) {}

    public record GroupName(String usergroup, String name) {}

    /** @param total of all that there are, on whichever page */
    public record Accounts(List<Account> items, long total) {}

    /** @param members ordered by user id; empty when they were not asked for */
    public record Usergroup(UsergroupKey key, String name, long created, long updated, List<Member> members) {}

    public record Member(UserId user, String handle) {}

    /** @param total of all that there are, on whichever page */
    public record Usergroups(List<Usergroup> items, long total) {}
}
