// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.Command;
import dev.hansard.api.Ids;
import dev.hansard.api.PersonCommands.SetProfile;
import dev.hansard.api.Profile;
import dev.hansard.api.ProvisioningViews.Account;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.ProvisionPerson;
import dev.hansard.api.WorkspaceCommands.UpdateAccount;
import dev.hansard.axon.bus.Commands;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Users}. Deleting deactivates, as in Slack: what a person wrote stays on the record. */
@Component
final class ScimUsers {
    private final AccountFinder accounts;
    private final Commands commands;

    ScimUsers(AccountFinder accounts, Commands commands) {
        this.accounts = accounts;
        this.commands = commands;
    }

    ScimAnswer create(ScimCall call) {
        AccountWish wish = AccountWish.read(call.body(), null, true);
        UserId user = Ids.newUser();
        String userName = wish.userName();
        if (userName == null) throw ScimRefusal.invalidValue("userName is required");
        send(
                call,
                new ProvisionPerson(
                        call.workspace(),
                        user,
                        userName,
                        wish.externalId(),
                        wish.role(),
                        wish.profile(),
                        wish.active(),
                        call.actor()));
        return ScimAnswer.resource(
                201, resource(call, accounts.require(call.workspace(), user.value())), call.selection());
    }

    ScimAnswer read(ScimCall call, String id) {
        return ScimAnswer.read(call, resource(call, accounts.require(call.workspace(), id)));
    }

    ScimAnswer list(ScimCall call) {
        return ScimAnswer.of(accounts.list(call));
    }

    ScimAnswer replace(ScimCall call, String id) {
        Account before = accounts.require(call.workspace(), id);
        Meta.require(call.ifMatch(), resource(call, before));
        return change(call, before, AccountWish.read(call.body(), before, true));
    }

    ScimAnswer patch(ScimCall call, String id) {
        Account before = accounts.require(call.workspace(), id);
        ObjectNode resource = resource(call, before);
        Meta.require(call.ifMatch(), resource);
        ScimPatch.apply(call.body(), resource);
        return change(call, before, AccountWish.read(resource, before, false));
    }

    ScimAnswer delete(ScimCall call, String id) {
        Account before = accounts.require(call.workspace(), id);
        Meta.require(call.ifMatch(), resource(call, before));
        send(
                call,
                new UpdateAccount(
                        call.workspace(),
                        before.person().key().user(),
                        null,
                        null,
                        before.person().profile().email(),
                        before.person().role(),
                        false,
                        call.actor()));
        return ScimAnswer.nothing();
    }

    private ScimAnswer change(ScimCall call, Account before, AccountWish wish) {
        UserId user = before.person().key().user();
        Profile profile = wish.profile();
        send(
                call,
                new UpdateAccount(
                        call.workspace(),
                        user,
                        wish.userName(),
                        wish.externalId(),
                        profile.email(),
                        wish.role(),
                        wish.active(),
                        call.actor()));
        if (!profile.equals(before.person().profile())) {
            send(call, new SetProfile(before.person().key(), profile, call.actor()));
        }
        return ScimAnswer.resource(
                200, resource(call, accounts.require(call.workspace(), user.value())), call.selection());
    }

    private void send(ScimCall call, Command command) {
        commands.<@Nullable Object>sendAndWait(command, call.origin());
    }

    private static ObjectNode resource(ScimCall call, Account account) {
        return new AccountResource(call.baseUrl()).of(account);
    }
}
