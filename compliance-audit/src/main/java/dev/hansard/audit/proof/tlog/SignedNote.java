// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures, as c2sp.org/signed-note writes it.
 *
 * @param text ends with a line feed, which is signed too
 */
public record SignedNote(String text, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int MAX_SIGNATURES = 64;

    /**
     * @param name of the key
     * @param keyId four bytes
     */
    public record Signature(String name, int keyId, byte[] bytes) {
        String line() {
            byte[] blob = ByteBuffer.allocate(4 + bytes.length)
                    .putInt(keyId)
                    .put(bytes)
                    .array();
            return DASH + name + " " + Base64.getEncoder().encodeToString(blob) + "\n";
        }
    }

    public SignedNote {
        if (!text.endsWith("\n")) throw new IllegalArgumentException("the text of a note ends with a line feed");
        signatures = List.copyOf(signatures);
    }

    /** @throws Malformed with the place where it is not a signed note */
    public static SignedNote parse(String note) {
        for (int i = 0; i < note.length(); i++) {
            if (note.charAt(i) < ' ' && note.charAt(i) != '\n') throw new Malformed("a control character");
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0) throw new Malformed("no empty line between text and signatures");
        String below = note.substring(split + 2);
        if (below.isEmpty()) throw new Malformed("no signature");
        if (!below.endsWith("\n")) throw new Malformed("the last line does not end");
        var signatures = new ArrayList<Signature>();
        for (String line : below.lines().toList()) signatures.add(signature(line));
        if (signatures.size() > MAX_SIGNATURES) throw new Malformed("more than " + MAX_SIGNATURES + " signatures");
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    private static Signature signature(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space <= DASH.length()) throw new Malformed("not a signature: " + line);
        byte[] blob = Hash.decode(line.substring(space + 1));
        if (blob.length < 5) throw new Malformed("the signature of " + line.substring(2, space) + " is too short");
        var bytes = ByteBuffer.wrap(blob);
        int keyId = bytes.getInt();
        var signature = new byte[bytes.remaining()];
        bytes.get(signature);
        return new Signature(line.substring(DASH.length(), space), keyId, signature);
    }

    /** As it is stored and sent. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }
}
