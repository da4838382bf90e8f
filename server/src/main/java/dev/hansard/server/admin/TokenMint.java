// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Actor;
import dev.hansard.api.Bot;
import dev.hansard.api.CredentialCommands.IssueToken;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.Ids;
import dev.hansard.api.PersonKey;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Tokens;
import dev.hansard.axon.bus.Commands;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues tokens on the operator's word. */
@Component
public class TokenMint {
    /** What a person's token can be allowed, by the names that Slack gives it. */
    public static final Set<String> USER_SCOPES = Set.of(
            "chat:write",
            "channels:read",
            "channels:history",
            "channels:write",
            "channels:manage",
            "channels:join",
            "groups:read",
            "groups:history",
            "groups:write",
            "im:read",
            "im:history",
            "im:write",
            "mpim:read",
            "mpim:history",
            "mpim:write",
            "users:read",
            "users:read.email",
            "users:write",
            "users.profile:read",
            "users.profile:write",
            "reactions:read",
            "reactions:write",
            "pins:read",
            "pins:write",
            "dnd:read",
            "dnd:write",
            "emoji:read",
            "team:read",
            "search:read",
            "rtm:stream",
            "client",
            "admin.conversations:read",
            "admin.conversations:write");

    private final Commands commands;

    public TokenMint(Commands commands) {
        this.commands = commands;
    }

    /** Answers the token, which is kept nowhere; only its hash is recorded. */
    public String issue(PersonKey person, @Nullable Bot bot, Set<String> scopes) {
        TokenKind kind = bot == null ? TokenKind.USER : TokenKind.BOT;
        var credential = new CredentialKey(person.workspace(), Ids.random('K'));
        String token = Tokens.mint(kind, credential);
        commands.<Void>sendAndWait(
                new IssueToken(
                        credential,
                        kind,
                        Tokens.hash(token),
                        person.user(),
                        bot == null ? null : bot.id(),
                        bot == null ? Actor.FIRST_PARTY_APP : bot.app(),
                        scopes,
                        0,
                        Actor.OPERATOR),
                new Commands.Origin(null, "loopback"));
        return token;
    }
}
