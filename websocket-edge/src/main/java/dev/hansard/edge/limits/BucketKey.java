// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Names a bucket.
 *
 * @param name who and what is counted, in the kind's own words
 * @param perMinute its size, which is part of the name: with another limit it is another bucket
 */
record BucketKey(LimitKind kind, String name, int perMinute) {
    private static final int ID_BYTES = 16;

    /** As the shared table knows it: who calls cannot be read from it. */
    byte[] id() {
        try {
            String text = kind.name() + '\n' + perMinute + '\n' + name;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
