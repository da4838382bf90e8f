// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The form of tokens: {@code xoxb-T…-K…-secret}. The workspace in it finds the shard; the secret has 190 bits, so its plain
 * SHA-256 is safe to store and to look up by.
 */
public final class Tokens {
    /** Longer texts are not tokens of ours and are not hashed. */
    public static final int MAX_LENGTH = 255;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** A new token. Show it once; keep only its {@link #hash}. */
    public static String mint(TokenKind kind, CredentialKey credential) {
        var token = new StringBuilder(kind.prefix())
                .append('-')
                .append(credential.workspace())
                .append('-')
                .append(credential.credential())
                .append('-');
        for (int i = 0; i < SECRET_LENGTH; i++) token.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        return token.toString();
    }

    /** Lower-case hex SHA-256. */
    public static String hash(String token) {
        return HexFormat.of().formatHex(Ids.sha256(token));
    }

    /** The workspace that the token says it belongs to (nothing is proven by that); null if it has not our form. */
    public static @Nullable WorkspaceId workspaceOf(String token) {
        if (token.length() > MAX_LENGTH) return null;
        String[] parts = token.split("-", -1);
        if (parts.length != 4) return null;
        try {
            return new WorkspaceId(parts[1]);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
