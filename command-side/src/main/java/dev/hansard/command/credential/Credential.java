// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.credential;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.CredentialCommands;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * A token: whom it speaks for, and whether it still does.
 *
 * <p>Not cached: it sees two commands in its life.
 */
@Aggregate(type = "credential")
@Revision("1")
class Credential {
    @AggregateIdentifier
    private CredentialKey key;

    private String hash = "";
    private UserId user = UserId.SLACKBOT;
    private boolean revoked;

    Credential() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(CredentialCommands.IssueToken c) {
        Rejection.unless(maySpeakFor(c.user(), c.actor()), ErrorCode.NOT_ADMIN);
        if (key != null) {
            Rejection.unless(hash.equals(c.hash()), ErrorCode.INVALID_ARGUMENTS);
            return;
        }
        apply(new CredentialEvents.TokenIssued(
                c.credential(), c.kind(), c.hash(), c.user(), c.bot(), c.app(), c.scopes(), c.expires()));
    }

    @CommandHandler
    void handle(CredentialCommands.RevokeToken c) {
        Rejection.unless(maySpeakFor(user, c.actor()), ErrorCode.NOT_ADMIN);
        if (revoked) return;
        apply(new CredentialEvents.TokenRevoked(key, c.actor().user()));
    }

    @EventSourcingHandler
    void on(CredentialEvents.TokenIssued e) {
        key = e.credential();
        hash = e.hash();
        user = e.user();
    }

    @EventSourcingHandler
    void on(CredentialEvents.TokenRevoked e) {
        revoked = true;
    }

    private static boolean maySpeakFor(UserId user, Actor actor) {
        return actor.user().equals(user) || actor.role().isAdmin();
    }
}
