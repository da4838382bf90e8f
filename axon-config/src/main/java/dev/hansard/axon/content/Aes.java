// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM (NIST SP 800-38D) and HMAC-SHA256 with instances that are lent to one caller at a time: making one costs more
 * than using it, and virtual threads are too many to have one each.
 */
final class Aes {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ConcurrentLinkedQueue<Aes> FREE = new ConcurrentLinkedQueue<>();
    /** For keys that encrypt once, or a few times when an append is repeated: this process, and a number. */
    private static final byte[] PROCESS = random(8);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Cipher cipher;
    private final Mac mac;

    private Aes() throws GeneralSecurityException {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        mac = Mac.getInstance("HmacSHA256");
    }

    static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** A nonce that this process never gives twice, and that another one does not give for the same key. */
    static byte[] uniqueNonce() {
        byte[] nonce = Arrays.copyOf(PROCESS, NONCE_BYTES);
        int number = NUMBER.getAndIncrement();
        for (int i = 0; i < 4; i++) nonce[8 + i] = (byte) (number >>> (24 - 8 * i));
        return nonce;
    }

    /** {@code prefix}, nonce, ciphertext and tag in one array. */
    static byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] prefix, byte[] plain) {
        Aes aes = borrow();
        try {
            aes.cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_BYTES, nonce));
            aes.cipher.updateAAD(aad);
            var sealed = new byte[prefix.length + NONCE_BYTES + plain.length + TAG_BYTES];
            System.arraycopy(prefix, 0, sealed, 0, prefix.length);
            System.arraycopy(nonce, 0, sealed, prefix.length, NONCE_BYTES);
            aes.cipher.doFinal(plain, 0, plain.length, sealed, prefix.length + NONCE_BYTES);
            FREE.add(aes);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /** Undoes {@link #seal}, whose prefix had {@code from} bytes; null when key, place or bytes are not the same. */
    static byte @Nullable [] open(byte[] key, byte[] aad, byte[] sealed, int from) {
        if (sealed.length < from + NONCE_BYTES + TAG_BYTES) return null;
        Aes aes = borrow();
        try {
            var nonce = new GCMParameterSpec(8 * TAG_BYTES, sealed, from, NONCE_BYTES);
            aes.cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), nonce);
            aes.cipher.updateAAD(aad);
            int start = from + NONCE_BYTES;
            byte[] plain = aes.cipher.doFinal(sealed, start, sealed.length - start);
            FREE.add(aes);
            return plain;
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("decryption failed", e);
        }
    }

    /** HMAC-SHA256 of one byte. */
    static byte[] hmac(byte[] key, byte message) {
        Aes aes = borrow();
        try {
            aes.mac.init(new SecretKeySpec(key, "HmacSHA256"));
            aes.mac.update(message);
            byte[] result = aes.mac.doFinal();
            FREE.add(aes);
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC failed", e);
        }
    }

    private static Aes borrow() {
        Aes free = FREE.poll();
        if (free != null) return free;
        try {
            return new Aes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM and HMAC-SHA256", e);
        }
    }
}
