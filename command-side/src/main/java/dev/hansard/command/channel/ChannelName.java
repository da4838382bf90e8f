// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import java.text.Normalizer;

/** What a channel may be called: lower-case letters and digits of any script, hyphens and underscores. */
final class ChannelName {
    /** In code points. */
    static final int MAX_LENGTH = 80;

    private static final String NAMELESS = "channel";

    private ChannelName() {}

    /** The name in the one form that it is compared in; refuses with {@code invalid_name_*}. */
    static String require(String wanted) {
        String name = Normalizer.normalize(wanted, Normalizer.Form.NFC);
        Rejection.unless(!name.isEmpty(), ErrorCode.INVALID_NAME_REQUIRED);
        Rejection.unless(length(name) <= MAX_LENGTH, ErrorCode.INVALID_NAME_MAXLENGTH);
        Rejection.unless(name.codePoints().anyMatch(Character::isLetterOrDigit), ErrorCode.INVALID_NAME_PUNCTUATION);
        Rejection.unless(name.codePoints().allMatch(ChannelName::isAllowed), ErrorCode.INVALID_NAME_SPECIALS);
        return name;
    }

    /** The nearest allowed name, for archives. */
    static String repair(String wanted) {
        var name = new StringBuilder();
        Normalizer.normalize(wanted, Normalizer.Form.NFC)
                .codePoints()
                .map(Character::toLowerCase)
                .map(c -> isAllowed(c) ? c : '-')
                .limit(MAX_LENGTH)
                .forEach(name::appendCodePoint);
        return name.codePoints().anyMatch(Character::isLetterOrDigit) ? name.toString() : NAMELESS;
    }

    /** The name with a number behind it, cut where it would be too long. */
    static String numbered(String name, int number) {
        String suffix = "-" + number;
        int room = MAX_LENGTH - suffix.length();
        return length(name) <= room ? name + suffix : name.substring(0, name.offsetByCodePoints(0, room)) + suffix;
    }

    private static boolean isAllowed(int c) {
        return c == '-'
                || c == '_'
                || (Character.isLetterOrDigit(c) && Character.toLowerCase(c) == c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }
}
