// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.credential;

import static dev.hansard.command.Refusals.refusal;

import dev.hansard.api.Actor;
import dev.hansard.api.CredentialCommands.IssueToken;
import dev.hansard.api.CredentialCommands.RevokeToken;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.CredentialEvents.TokenIssued;
import dev.hansard.api.CredentialEvents.TokenRevoked;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.UserId;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class CredentialTest {
    private static final CredentialKey KEY = CredentialKey.parse("T1/K1");
    private static final Actor ANN = new Actor(new UserId("UANN"), Role.MEMBER, null, "A1");
    private static final Actor BEN = new Actor(new UserId("UBEN"), Role.MEMBER, null, "A1");
    private static final Actor ADMIN = new Actor(new UserId("UADMIN"), Role.ADMIN, null, "A1");
    private static final TokenIssued ISSUED =
            new TokenIssued(KEY, TokenKind.USER, "abc", ANN.user(), null, "A1", Set.of("chat:write"), 0);

    @Test
    void personShouldIssueATokenForItself() {
        when(List.of(), issue("abc", ANN)).expectEvents(ISSUED);
    }

    @Test
    void adminsAndTheOperatorShouldIssueTokensForOthers() {
        when(List.of(), issue("abc", ADMIN)).expectEvents(ISSUED);
        when(List.of(), issue("abc", Actor.OPERATOR)).expectEvents(ISSUED);
        refused(List.of(), issue("abc", BEN), ErrorCode.NOT_ADMIN);
    }

    @Test
    void issuingAgainShouldChangeNothing() {
        when(List.of(ISSUED), issue("abc", ANN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        refused(List.of(ISSUED), issue("other", ANN), ErrorCode.INVALID_ARGUMENTS);
    }

    @Test
    void tokenShouldBeRevokedOnce() {
        var revoked = new TokenRevoked(KEY, ANN.user());
        when(List.of(ISSUED), new RevokeToken(KEY, ANN)).expectEvents(revoked);
        when(List.of(ISSUED, revoked), new RevokeToken(KEY, ANN))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anothersTokenShouldBeRevokedByAdmins() {
        refused(List.of(ISSUED), new RevokeToken(KEY, BEN), ErrorCode.NOT_ADMIN);
        when(List.of(ISSUED), new RevokeToken(KEY, ADMIN)).expectEvents(new TokenRevoked(KEY, ADMIN.user()));
    }

    private static IssueToken issue(String hash, Actor actor) {
        return new IssueToken(KEY, TokenKind.USER, hash, ANN.user(), null, "A1", Set.of("chat:write"), 0, actor);
    }

    private static ResultValidator<Credential> when(List<CredentialEvents> past, Object command) {
        return new AggregateTestFixture<>(Credential.class).given(past).when(command);
    }

    private static void refused(List<CredentialEvents> past, Object command, ErrorCode code) {
        when(past, command).expectNoEvents().expectException(refusal(code));
    }
}
