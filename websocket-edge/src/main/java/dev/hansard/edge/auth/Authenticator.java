// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import com.github.benmanes.caffeine.cache.Interner;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DirectoryQueries.FindCredential;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Tokens;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.edge.EdgeSettings;
import dev.hansard.edge.limits.FailedAuthLimit;
import jakarta.annotation.PreDestroy;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out whose token it is. A token is looked up by its SHA-256, so there is no comparison whose duration could tell
 * anything about a good one.
 */
@Component
public final class Authenticator implements KnownTokens {

    private static final int MOST_TOKENS = 100_000;

    private final Queries queries;
    private final Clock clock;
    private final FailedAuthLimit failures;
    private final FailedLogins failedLogins;
    private final WorkspaceCache<String, CredentialView> byHash;
    /** Most tokens are allowed the same, and every session keeps what its token is. */
    private final Interner<Set<String>> scopes = Interner.newWeakInterner();

    private final CommitFeed.Subscription subscription;

    public Authenticator(
            EdgeSettings settings,
            Queries queries,
            CommitFeed feed,
            FailedAuthLimit failures,
            FailedLogins failedLogins,
            Clock clock) {
        this.queries = queries;
        this.clock = clock;
        this.failures = failures;
        this.failedLogins = failedLogins;
        this.byHash = new WorkspaceCache<>(settings.tokenCache(), MOST_TOKENS);
        this.subscription = feed.subscribe(new CommitFeed.Listener() {
            @Override
            public void committed(int shard, List<CommittedEvent> events) {
                events.forEach(event -> learn(event.event()));
            }

            @Override
            public boolean isUrgent() {
                return true;
            }
        });
    }

    /**
     * The token's caller. Refused: {@code not_authed invalid_auth token_revoked token_expired account_inactive}.
     *
     * @param address where the call comes from; too many failures from there end in {@link
     *     dev.hansard.edge.limits.TooManyCalls}
     */
    public Caller authenticate(@Nullable String token, InetAddress address) {
        if (token == null || token.isBlank()) throw new Rejection(ErrorCode.NOT_AUTHED);
        CredentialView credential = find(token, address);
        ErrorCode fault = fault(credential);
        if (credential != null && fault == null) return new Caller(credential);
        ErrorCode code = fault == null ? ErrorCode.INVALID_AUTH : fault;
        failures.failed(address);
        failedLogins.failed(code, Tokens.workspaceOf(token), credential, address);
        throw new Rejection(code);
    }

    private @Nullable CredentialView find(String token, InetAddress address) {
        WorkspaceId workspace = Tokens.workspaceOf(token);
        if (workspace == null) {
            failures.check(address);
            return null;
        }
        String hash = Tokens.hash(token);
        if (!byHash.knows(workspace, hash)) failures.check(address);
        return byHash.get(workspace, hash, () -> find(workspace, hash));
    }

    /** What is wrong with the token, or null. */
    private @Nullable ErrorCode fault(@Nullable CredentialView credential) {
        if (credential == null) return ErrorCode.INVALID_AUTH;
        if (credential.revoked()) return ErrorCode.TOKEN_REVOKED;
        boolean expired = credential.expires() != 0
                && credential.expires() <= clock.instant().getEpochSecond();
        if (expired) return ErrorCode.TOKEN_EXPIRED;
        return credential.deactivated() ? ErrorCode.ACCOUNT_INACTIVE : null;
    }

    private @Nullable CredentialView find(WorkspaceId workspace, String hash) {
        try {
            CredentialView found = queries.<@Nullable CredentialView>ask(new FindCredential(workspace, hash));
            return found == null ? null : found.withScopes(scopes.intern(Set.copyOf(found.scopes())));
        } catch (Rejection e) {
            if (e.code() == ErrorCode.TEAM_NOT_FOUND) return null;
            throw e;
        }
    }

    @Override
    public void forget(WorkspaceId workspace) {
        byHash.changed(workspace);
    }

    private void learn(DomainEvent event) {
        boolean concerns = event instanceof CredentialEvents
                || event instanceof WorkspaceEvents.RoleChanged
                || event instanceof WorkspaceEvents.PersonDeactivated
                || event instanceof WorkspaceEvents.PersonReactivated;
        if (concerns) forget(event.workspace());
    }

    @PreDestroy
    void close() {
        subscription.close();
    }
}
