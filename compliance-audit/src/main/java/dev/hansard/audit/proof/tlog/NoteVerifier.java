// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** A public key that signs notes: Ed25519 under a name. */
public final class NoteVerifier {
    static final byte ED25519 = 1;
    static final int KEY_BYTES = 32;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final int keyId;
    private final PublicKey key;

    NoteVerifier(String name, byte[] raw) {
        this.name = checked(name);
        this.raw = raw.clone();
        this.keyId = keyId(name, raw);
        try {
            byte[] encoded = concat(X509_PREFIX, raw);
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new Malformed("not a public key of Ed25519");
        }
    }

    /** @throws Malformed unless it is {@code name+id+key} and the id belongs to name and key */
    public static NoteVerifier parse(String verifierKey) {
        String[] parts = verifierKey.strip().split("\\+", 3);
        if (parts.length != 3) throw new Malformed("a verifier key has the form name+id+key");
        byte[] key = Hash.decode(parts[2]);
        if (key.length != 1 + KEY_BYTES || key[0] != ED25519) throw new Malformed("the key is not one of Ed25519");
        var raw = java.util.Arrays.copyOfRange(key, 1, key.length);
        var verifier = new NoteVerifier(parts[0], raw);
        if (!HexFormat.of().toHexDigits(verifier.keyId).equals(parts[1])) {
            throw new Malformed("the id " + parts[1] + " is not the one of this name and key");
        }
        return verifier;
    }

    public String name() {
        return name;
    }

    public int keyId() {
        return keyId;
    }

    boolean verifies(String text, byte[] signature) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static String checked(String name) {
        boolean good = !name.isEmpty() && name.chars().noneMatch(c -> c == '+' || c <= ' ' || c == 0x7f);
        if (!good) throw new Malformed("a key's name has no spaces and no +");
        return name;
    }

    private static int keyId(String name, byte[] raw) {
        byte[] named = concat((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {ED25519});
        return ByteBuffer.wrap(Hash.sha256(concat(named, raw))).getInt();
    }

    static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** The form in which the key is handed out: {@code name+id+key}. */
    @Override
    public String toString() {
        String key64 = Base64.getEncoder().encodeToString(concat(new byte[] {ED25519}, raw));
        return name + "+" + HexFormat.of().toHexDigits(keyId) + "+" + key64;
    }
}
