// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.DirectoryQueries.FindCredential;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Tokens;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.api.WorkspaceEvents.PersonDeactivated;
import dev.hansard.api.WorkspaceEvents.RoleChanged;
import dev.hansard.axon.audit.AuditSettings;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.edge.api.FakeSides;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.limits.TestLimits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final CredentialKey KEY = new CredentialKey(Samples.TEAM, "K1");
    private static final String TOKEN = Tokens.mint(TokenKind.USER, KEY);

    private final FakeSides sides = new FakeSides();
    private final List<AuditEntry> audited = new ArrayList<>();
    private final FakeFeed feed = new FakeFeed();
    private final Authenticator authenticator = new Authenticator(
            Samples.settings(Samples.limits()),
            sides,
            feed,
            TestLimits.failures(Samples.limits()),
            new FailedLogins(new Refusals(
                    (entry, origin) -> audited.add(entry), new AuditSettings(true, Duration.ofHours(1), 50))),
            Samples.CLOCK);

    private static CredentialView credential(Role role, boolean deactivated, boolean revoked, long expires) {
        return new CredentialView(
                KEY, TokenKind.USER, Samples.ANN, role, deactivated, null, "A1", Set.of("x"), revoked, expires);
    }

    private void answer(CredentialView credential) {
        sides.on(FindCredential.class, query -> query.hash().equals(Tokens.hash(TOKEN)) ? credential : null);
    }

    @Test
    void knownTokenShouldBeLookedUpOnce() {
        answer(credential(Role.MEMBER, false, false, 0));
        assertThat(authenticator.authenticate(TOKEN, HERE).person().user()).isEqualTo(Samples.ANN);
        authenticator.authenticate(TOKEN, HERE);
        assertThat(sides.asked).hasSize(1);
    }

    @Test
    void tokensThatAreAllowedTheSameShouldShareIt() {
        sides.on(
                FindCredential.class,
                query -> credential(Role.MEMBER, false, false, 0).withScopes(new HashSet<>(Set.of("read", "write"))));
        var one = authenticator.authenticate(TOKEN, HERE).credential();
        var other = authenticator
                .authenticate(Tokens.mint(TokenKind.USER, new CredentialKey(Samples.TEAM, "K2")), HERE)
                .credential();
        assertThat(other.scopes()).containsExactlyInAnyOrder("read", "write").isSameAs(one.scopes());
    }

    @Test
    void unknownTokenShouldBeLookedUpOnce() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> authenticator.authenticate("xoxp-T1-K1-unknown", HERE))
                    .hasMessage("invalid_auth");
        }
        assertThat(sides.asked).hasSize(1);
    }

    @Test
    void textThatIsNoTokenShouldCostNoLookUp() {
        assertThatThrownBy(() -> authenticator.authenticate("garbage", HERE)).hasMessage("invalid_auth");
        assertThatThrownBy(() -> authenticator.authenticate(" ", HERE)).hasMessage("not_authed");
        assertThatThrownBy(() -> authenticator.authenticate(null, HERE)).hasMessage("not_authed");
        assertThat(sides.asked).isEmpty();
    }

    @Test
    void workspaceThatIsNotHereShouldBeInvalid() {
        sides.refuse(FindCredential.class, ErrorCode.TEAM_NOT_FOUND);
        assertThatThrownBy(() -> authenticator.authenticate(TOKEN, HERE)).hasMessage("invalid_auth");
    }

    @Test
    void changesShouldCountAtOnce() {
        answer(credential(Role.MEMBER, false, false, 0));
        authenticator.authenticate(TOKEN, HERE);

        answer(credential(Role.ADMIN, false, false, 0));
        feed.commit(new RoleChanged(Samples.TEAM, Samples.ANN, Role.ADMIN, Samples.BOB));
        assertThat(authenticator.authenticate(TOKEN, HERE).actor().role()).isEqualTo(Role.ADMIN);

        answer(credential(Role.ADMIN, true, false, 0));
        feed.commit(new PersonDeactivated(Samples.TEAM, Samples.ANN, Samples.BOB));
        assertThatThrownBy(() -> authenticator.authenticate(TOKEN, HERE)).hasMessage("account_inactive");
    }

    @Test
    void changeDuringTheLookUpShouldNotBeMissed() {
        sides.on(FindCredential.class, query -> {
            feed.commit(new PersonDeactivated(Samples.TEAM, Samples.ANN, Samples.BOB));
            return credential(Role.MEMBER, false, false, 0);
        });
        authenticator.authenticate(TOKEN, HERE);
        answer(credential(Role.MEMBER, true, false, 0));
        assertThatThrownBy(() -> authenticator.authenticate(TOKEN, HERE)).hasMessage("account_inactive");
    }

    @Test
    void spentTokensShouldSayWhy() {
        answer(credential(Role.MEMBER, false, true, 0));
        assertThatThrownBy(() -> authenticator.authenticate(TOKEN, HERE)).hasMessage("token_revoked");
        feed.commit(new RoleChanged(Samples.TEAM, Samples.ANN, Role.ADMIN, Samples.BOB));
        answer(credential(Role.MEMBER, false, false, Samples.NOW.getEpochSecond()));
        assertThatThrownBy(() -> authenticator.authenticate(TOKEN, HERE)).hasMessage("token_expired");
    }

    @Test
    void storeThatDoesNotAnswerShouldNotCountAsFailure() {
        sides.refuse(FindCredential.class, ErrorCode.SERVICE_UNAVAILABLE);
        for (int i = 0; i < 400; i++) {
            assertThatThrownBy(() -> authenticator.authenticate(TOKEN, HERE)).hasMessage("service_unavailable");
        }
    }

    @Test
    void badTokensShouldBeOnTheAuditTrailOnceAWindow() {
        answer(credential(Role.MEMBER, false, true, 0));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> authenticator.authenticate(TOKEN, HERE)).hasMessage("token_revoked");
            assertThatThrownBy(() -> authenticator.authenticate("garbage", HERE))
                    .hasMessage("invalid_auth");
            assertThatThrownBy(() -> authenticator.authenticate(null, HERE)).hasMessage("not_authed");
        }
        assertThat(audited).extracting(AuditEntry::reason).containsExactly("token_revoked", "invalid_auth");
        AuditEntry revoked = audited.getFirst();
        assertThat(revoked.action()).isEqualTo(AuditAction.USER_LOGIN_FAILED);
        assertThat(revoked.workspace()).isEqualTo(Samples.TEAM);
        assertThat(revoked.actor().user()).isEqualTo(Samples.ANN);
        assertThat(revoked.entity()).isEqualTo(new AuditEntity(AuditEntity.Kind.TOKEN, "K1"));
        assertThat(audited.getLast().workspace()).isEqualTo(AuditDay.INSTALLATION);
    }
}
