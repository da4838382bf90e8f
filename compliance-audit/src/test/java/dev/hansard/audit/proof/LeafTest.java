// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.axon.store.RawEvent;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LeafTest {
    private static final byte[] ONCE = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

    private static RawEvent row() {
        return new RawEvent(
                258,
                "T1",
                "T1/C1",
                3,
                "message.posted",
                1,
                1_700_000_000_000_001L,
                77L,
                ONCE,
                bytes("m"),
                bytes("f"),
                bytes("c"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** These bytes are in docs/proofs.md; they can never change. */
    @Test
    void bytesShouldBeThoseOfTheDocument() {
        assertThat(HexFormat.of().formatHex(Leaf.of(0, row()).encode()))
                .isEqualTo("01" + "0000" + "0000000000000102" + "025431" + "0554312f4331" + "0000000000000003"
                        + "0e6d6573736167652e706f73746564" + "0001" + "00060a24181e4001" + "07" + "000000000000004d"
                        + "000102030405060708090a0b0c0d0e0f"
                        + "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a"
                        + "252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111"
                        + "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6");
    }

    @Test
    void leafShouldBeReadAsItWasWritten() {
        var bare = new RawEvent(1, "T1", "T1", 0, "workspace.created", 1, 5, null, null, bytes("m"), bytes("f"), null);
        for (RawEvent row : new RawEvent[] {row(), bare}) {
            byte[] entry = Leaf.of(7, row).encode();

            assertThat(Leaf.decode(entry).encode()).isEqualTo(entry);
            assertThat(Leaf.decode(entry).differences(Leaf.of(7, row))).isEmpty();
            for (int length = 0; length < entry.length; length++) {
                byte[] cut = Arrays.copyOf(entry, length);
                assertThatThrownBy(() -> Leaf.decode(cut)).isInstanceOf(Malformed.class);
            }
            assertThatThrownBy(() -> Leaf.decode(Arrays.copyOf(entry, entry.length + 1)))
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void contentFromBeforeItWasSealedShouldNotBeHashed() {
        var plain = new RawEvent(
                1, "T1", "T1", 0, "message.posted", 1, 5, null, null, bytes("m"), bytes("f"), bytes("{\"text\":1}"));
        var erased = new RawEvent(1, "T1", "T1", 0, "message.posted", 1, 5, null, null, bytes("m"), bytes("f"), null);

        assertThat(Leaf.of(0, plain).content()).isNull();
        assertThat(Leaf.of(0, erased).encode()).isEqualTo(Leaf.of(0, plain).encode());
    }
}
