// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.workspace;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a handle is made of the name that an identity provider has for an account, which often is an e-mail address. */
final class UserName {
    private static final int LONGEST_HANDLE = 80;
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}._-]+");
    private static final Pattern EDGES = Pattern.compile("^[-.]+|[-.]+$");

    private UserName() {}

    /** The part before the at sign, lower-case, with a hyphen for what handles do not have; never empty. */
    static String handle(String userName) {
        int at = userName.indexOf('@');
        String local = (at > 0 ? userName.substring(0, at) : userName).toLowerCase(Locale.ROOT);
        String handle = EDGES.matcher(OTHER.matcher(local).replaceAll("-")).replaceAll("");
        if (handle.isEmpty()) return "user";
        return handle.length() <= LONGEST_HANDLE ? handle : handle.substring(0, LONGEST_HANDLE);
    }

    /** Whether the handle is the one made of the name, or that with a number. */
    static boolean fits(String handle, String userName) {
        String made = handle(userName);
        return handle.equals(made) || handle.matches(Pattern.quote(made) + "-[0-9]+");
    }
}
