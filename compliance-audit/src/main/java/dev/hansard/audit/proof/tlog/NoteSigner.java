// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A private key that signs notes. Signing the same text again gives the same bytes. */
public final class NoteSigner {
    private static final String PRIVATE = "PRIVATE+KEY+";
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final NoteVerifier verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private NoteSigner(NoteVerifier verifier, byte[] seed) {
        this.verifier = verifier;
        this.seed = seed;
        try {
            byte[] encoded = NoteVerifier.concat(PKCS8_PREFIX, seed);
            this.key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new Malformed("not a private key of Ed25519");
        }
    }

    /** A new key under this name. */
    public static NoteSigner generate(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new NoteSigner(
                    new NoteVerifier(name, tail(pair.getPublic().getEncoded())),
                    tail(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has Ed25519", e);
        }
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - NoteVerifier.KEY_BYTES, encoded.length);
    }

    /**
     * Reads what {@link #secret} wrote: the private key in the form that Go's note package uses, and the verifier key.
     *
     * @throws Malformed when it is something else, or when the two are not a pair
     */
    public static NoteSigner parse(String secret) {
        List<String> lines = secret.strip().lines().toList();
        if (lines.size() != 2 || !lines.getFirst().startsWith(PRIVATE)) throw new Malformed("not a key file");
        String[] parts = lines.getFirst().substring(PRIVATE.length()).split("\\+", 3);
        if (parts.length != 3) throw new Malformed("not a key file");
        byte[] seed = Hash.decode(parts[2]);
        if (seed.length != 1 + NoteVerifier.KEY_BYTES || seed[0] != NoteVerifier.ED25519) {
            throw new Malformed("the key is not one of Ed25519");
        }
        var verifier = NoteVerifier.parse(lines.get(1));
        var signer = new NoteSigner(verifier, Arrays.copyOfRange(seed, 1, seed.length));
        String probe = "probe\n";
        boolean pair = verifier.name().equals(parts[0]) && verifier.verifies(probe, signer.bytes(probe));
        if (!pair) throw new Malformed("the private key and the verifier key are not a pair");
        return signer;
    }

    /** Both keys, to be kept where nobody else can read them. */
    public String secret() {
        String id = HexFormat.of().toHexDigits(verifier.keyId());
        byte[] typed = NoteVerifier.concat(new byte[] {NoteVerifier.ED25519}, seed);
        return PRIVATE + name() + "+" + id + "+" + Base64.getEncoder().encodeToString(typed) + "\n" + verifier + "\n";
    }

    public String name() {
        return verifier.name();
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    /** @param text must end with a line feed */
    public SignedNote sign(String text) {
        return new SignedNote(text, List.of(new SignedNote.Signature(name(), verifier.keyId(), bytes(text))));
    }

    private byte[] bytes(String text) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }
}
