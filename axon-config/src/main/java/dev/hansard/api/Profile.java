// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * A person's profile. Texts are empty when not set.
 *
 * @param fields JSON object of custom fields {@code {Xf…:{value,alt}}}, or null
 * @param statusExpiration epoch seconds when the status ends by itself; 0 for never
 * @param tz IANA zone id
 * @param provisioned JSON object of what an identity provider says of the person and none of the others can hold: the name
 *     by which it knows the account, its own id, the parts of the name; null when none manages the account
 */
public record Profile(
        String realName,
        String displayName,
        String email,
        String title,
        String phone,
        String statusText,
        String statusEmoji,
        long statusExpiration,
        String tz,
        @Nullable String fields,
        @Nullable String provisioned)
        implements Written {
    /** What is shown where the profile was erased. */
    public static final Profile ERASED = named("");

    /** Of somebody whom no identity provider manages. */
    public Profile(
            String realName,
            String displayName,
            String email,
            String title,
            String phone,
            String statusText,
            String statusEmoji,
            long statusExpiration,
            String tz,
            @Nullable String fields) {
        this(realName, displayName, email, title, phone, statusText, statusEmoji, statusExpiration, tz, fields, null);
    }

    public static Profile named(String realName) {
        return new Profile(realName, realName, "", "", "", "", "", 0, "UTC", null);
    }

    public Profile withEmail(String newEmail) {
        return new Profile(
                realName,
                displayName,
                newEmail,
                title,
                phone,
                statusText,
                statusEmoji,
                statusExpiration,
                tz,
                fields,
                provisioned);
    }
}
