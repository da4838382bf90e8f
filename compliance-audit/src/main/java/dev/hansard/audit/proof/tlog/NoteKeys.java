// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public keys that somebody trusts. */
public record NoteKeys(List<NoteVerifier> keys) {
    public NoteKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads one key a line; empty lines and those that begin with {@code #} are skipped.
     *
     * @throws Malformed when there is none, or one cannot be read
     */
    public static NoteKeys parse(String text) {
        List<NoteVerifier> keys = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(NoteVerifier::parse)
                .toList();
        if (keys.isEmpty()) throw new Malformed("no verifier key");
        return new NoteKeys(keys);
    }

    /**
     * The name of a trusted key that signed the note.
     *
     * @throws Malformed when no trusted key did, or one of their signatures is wrong
     */
    public String verify(SignedNote note) {
        String signer = null;
        for (SignedNote.Signature signature : note.signatures()) {
            NoteVerifier key = find(signature);
            if (key == null) continue;
            if (!key.verifies(note.text(), signature.bytes())) {
                throw new Malformed(
                        "the signature of " + key.name() + " is wrong: the text or the signature was changed");
            }
            signer = key.name();
        }
        if (signer == null) throw new Malformed("it is not signed by any of the keys given");
        return signer;
    }

    /** @throws Malformed when the text is no checkpoint signed by the trusted key of its origin's name */
    public Checkpoint checkpoint(String text) {
        var note = SignedNote.parse(text);
        verify(note);
        var checkpoint = Checkpoint.parse(note.text());
        boolean byItsLog = note.signatures().stream()
                .anyMatch(each -> each.name().equals(checkpoint.origin()) && find(each) != null);
        if (!byItsLog) throw new Malformed("it is not signed by the log that it names, " + checkpoint.origin());
        return checkpoint;
    }

    private @Nullable NoteVerifier find(SignedNote.Signature signature) {
        for (NoteVerifier key : keys) {
            if (key.keyId() == signature.keyId() && key.name().equals(signature.name())) return key;
        }
        return null;
    }
}
