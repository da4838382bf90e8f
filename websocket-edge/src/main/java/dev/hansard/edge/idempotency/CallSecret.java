// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.idempotency;

import dev.hansard.api.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call's key while the call is here. All of it derives from the caller's token together with the
 * Idempotency-Key, of which the server keeps neither: what it stores under them only the caller can have opened again.
 */
final class CallSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HASH = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 16;

    private final byte[] secret;

    CallSecret(WorkspaceId workspace, String token, String key) {
        secret = hash(bytes(token), "call", workspace.value(), key);
    }

    /** What may only happen once because of this key, whatever token it comes with; letters and digits. */
    static String once(String key) {
        byte[] hash = hash(bytes(key), "once");
        return "idem-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    byte[] id() {
        return Arrays.copyOf(hash(secret, "id"), ID_BYTES);
    }

    /** Of what is asked for: equal for equal requests only. */
    byte[] request(String... parts) {
        return hash(hash(secret, "request"), parts);
    }

    byte[] seal(byte[] answer) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(answer);
            byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
            return stored;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null when this is not what was stored. */
    byte @Nullable [] open(byte[] stored) {
        if (stored.length < NONCE_BYTES) return null;
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(stored, NONCE_BYTES));
            return cipher.doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(hash(secret, "answer"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    /** Lengths go in with the parts, so that no two lists of them look the same. */
    private static byte[] hash(byte[] key, String... parts) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(key, HASH));
            for (String part : parts) {
                byte[] bytes = bytes(part);
                mac.update(bytes(bytes.length + ":"));
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
