// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.stream.Collectors;

/** Makes and checks Slack-shaped ids: one letter for the kind, then upper-case base-36. */
public final class Ids {
    /** Longest id accepted, in characters. */
    public static final int MAX_LENGTH = 24;

    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray();
    private static final int RANDOM_DIGITS = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static WorkspaceId newWorkspace() {
        return new WorkspaceId(random('T'));
    }

    public static UserId newUser() {
        return new UserId(random('U'));
    }

    public static ChannelId newChannel() {
        return new ChannelId(random('C'));
    }

    /** A fresh id of another kind: {@code B} bot, {@code A} app, {@code K} credential, {@code Q} scheduled message. */
    public static String random(char kind) {
        var id = new char[RANDOM_DIGITS + 1];
        id[0] = kind;
        for (int i = 1; i < id.length; i++) id[i] = DIGITS[RANDOM.nextInt(DIGITS.length)];
        return new String(id);
    }

    /**
     * The one conversation of exactly these people: the same set always gives the same id, so that two people opening it
     * at once meet in one stream. {@code D} for one or two people, {@code G} for more.
     */
    public static ChannelId directConversation(WorkspaceId workspace, Collection<UserId> people) {
        String members = people.stream().distinct().sorted().map(UserId::value).collect(Collectors.joining(","));
        byte[] hash = sha256(workspace.value() + ':' + members);
        String digits = new BigInteger(1, hash).toString(36).toUpperCase(java.util.Locale.ROOT);
        char kind = people.stream().distinct().count() > 2 ? 'G' : 'D';
        return new ChannelId(kind + digits.substring(0, 14));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static void require(String id, String kinds) {
        boolean good = id.length() >= 2 && id.length() <= MAX_LENGTH && kinds.indexOf(id.charAt(0)) >= 0;
        for (int i = 1; good && i < id.length(); i++) {
            char c = id.charAt(i);
            good = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        }
        if (!good) throw new IllegalArgumentException("not an id of kind " + kinds);
    }
}
