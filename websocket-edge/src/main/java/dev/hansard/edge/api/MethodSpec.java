// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.TokenKind;
import dev.hansard.edge.limits.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the door checks before a method runs.
 *
 * @param name as in the URL, e.g. {@code chat.postMessage}
 * @param scopes any one of these suffices; none are needed when empty
 * @param tokens the kinds of token that may call it
 * @param anonymous also without a token (then {@link ApiCall#caller} must not be asked for)
 */
public record MethodSpec(String name, Tier tier, List<String> scopes, Set<TokenKind> tokens, boolean anonymous) {

    private static final Set<TokenKind> PEOPLE_AND_BOTS = Set.of(TokenKind.BOT, TokenKind.USER);

    public MethodSpec {
        scopes = List.copyOf(scopes);
        tokens = Set.copyOf(tokens);
    }

    /** A method for user and bot tokens that have one of the scopes. */
    public static MethodSpec of(String name, Tier tier, String... scopes) {
        return new MethodSpec(name, tier, List.of(scopes), PEOPLE_AND_BOTS, false);
    }

    public MethodSpec withTokens(TokenKind first, TokenKind... others) {
        return new MethodSpec(name, tier, scopes, EnumSet.of(first, others), anonymous);
    }

    public MethodSpec open() {
        return new MethodSpec(name, tier, scopes, tokens, true);
    }
}
