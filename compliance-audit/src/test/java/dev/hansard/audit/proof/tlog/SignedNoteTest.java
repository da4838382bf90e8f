// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    /** The example of c2sp.org/signed-note. */
    private static final String KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE = "This is an example message.\n\n\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private final NoteKeys keys = NoteKeys.parse("# of the specification\n\n" + KEY + "\n");

    @Test
    void exampleOfTheSpecificationShouldVerify() {
        var note = SignedNote.parse(NOTE);

        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(keys.verify(note)).isEqualTo("example.com/foo");
        assertThat(note).hasToString(NOTE);
        assertThat(NoteVerifier.parse(KEY)).hasToString(KEY);
    }

    @Test
    void everyChangedBitShouldBeFound() {
        byte[] good = NOTE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                var text = new String(bad, StandardCharsets.UTF_8);
                assertThatThrownBy(() -> keys.verify(SignedNote.parse(text)))
                        .as("byte %d bit %d", i, bit)
                        .isInstanceOf(Malformed.class);
            }
        }
    }

    @Test
    void ownKeyShouldSurviveBeingWrittenAndSignTheSameBytes() {
        var signer = NoteSigner.generate("example.com/log");
        var again = NoteSigner.parse(signer.secret());

        String note = signer.sign("hello\n").toString();

        assertThat(again.sign("hello\n")).hasToString(note);
        assertThat(signer.secret()).startsWith("PRIVATE+KEY+example.com/log+");
        var trusted = new NoteKeys(List.of(NoteVerifier.parse(signer.verifier().toString())));
        assertThat(trusted.verify(SignedNote.parse(note))).isEqualTo("example.com/log");
        assertThatThrownBy(() -> keys.verify(SignedNote.parse(note))).hasMessageContaining("not signed by any");
    }

    @Test
    void keysThatAreNoPairShouldBeRefused() {
        String one = NoteSigner.generate("a").secret().lines().findFirst().orElseThrow();
        String other = NoteSigner.generate("a").verifier().toString();

        assertThatThrownBy(() -> NoteSigner.parse(one + "\n" + other + "\n")).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> NoteVerifier.parse(KEY.replace("530d903a", "530d903b")))
                .hasMessageContaining("id");
        assertThatThrownBy(() -> NoteSigner.generate("a b")).isInstanceOf(Malformed.class);
    }

    @Test
    void checkpointShouldNeedTheSignatureOfItsOwnLog() {
        var log = NoteSigner.generate("example.com/log");
        var other = NoteSigner.generate("example.com/other");
        var both = new NoteKeys(List.of(log.verifier(), other.verifier()));
        var checkpoint = new Checkpoint("example.com/log", 12, Hash.EMPTY_TREE);

        assertThat(both.checkpoint(log.sign(checkpoint.text()).toString())).isEqualTo(checkpoint);
        assertThatThrownBy(() -> both.checkpoint(other.sign(checkpoint.text()).toString()))
                .hasMessageContaining("not signed by the log");
        assertThatThrownBy(() -> Checkpoint.parse("a\n012\n" + Hash.EMPTY_TREE + "\n"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void proofShouldBeReadAsItWasWritten() {
        var log = NoteSigner.generate("example.com/log");
        byte[] entry = {1, 2, 3};
        Hash sibling = Hash.leaf(new byte[] {4});
        Hash root = Hash.node(Hash.leaf(entry), sibling);
        String note =
                log.sign(new Checkpoint("example.com/log", 2, root).text()).toString();
        var proof = new ProofFile(entry, 0, List.of(sibling), note);
        var trusted = new NoteKeys(List.of(log.verifier()));

        var read = ProofFile.parse(proof.text());

        assertThat(read.text()).isEqualTo(proof.text());
        assertThat(read.verify(trusted).size()).isEqualTo(2);
        assertThat(proof.text()).startsWith("c2sp.org/tlog-proof@v1\nextra AQID\nindex 0\n");
        assertThatThrownBy(() -> new ProofFile(entry, 1, List.of(sibling), note).verify(trusted))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new ProofFile(entry, 2, List.of(sibling), note).verify(trusted))
                .isInstanceOf(Malformed.class);
    }
}
