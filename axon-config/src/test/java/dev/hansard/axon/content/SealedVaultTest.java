// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.axon.content.ContentVault.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedVaultTest {
    private static final String TYPE = "message.posted";
    private static final byte[] TEXT = "{\"text\":\"hello\"}".getBytes(StandardCharsets.UTF_8);

    private final ContentVault vault = SealedVault.inMemory();

    @Test
    void opensWhatItSealedAndSealsTheSameDifferentlyEachTime() {
        Place place = place(5_000);
        byte[] one = vault.seal(place, TYPE, TEXT);
        byte[] two = vault.seal(place, TYPE, TEXT);
        assertThat(one).isNotEqualTo(two).hasSameSizeAs(two);
        assertThat(vault.open(place, TYPE, one)).isEqualTo(TEXT);
        assertThat(vault.open(place, TYPE, two)).isEqualTo(TEXT);
    }

    @Test
    void opensItAtNoOtherPlaceAndUnderNoOtherType() {
        byte[] sealed = vault.seal(place(1), TYPE, TEXT);
        vault.seal(place(2), TYPE, TEXT);
        vault.seal(new Place("T1/C2", 1), TYPE, TEXT);
        assertDamaged(place(2), TYPE, sealed);
        assertDamaged(new Place("T1/C2", 1), TYPE, sealed);
        assertDamaged(place(1), "message.edited", sealed);
    }

    @Test
    void noticesEveryBitThatIsAltered() {
        byte[] sealed = vault.seal(place(1), TYPE, TEXT);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertDamaged(place(1), TYPE, altered);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertDamaged(place(1), TYPE, Arrays.copyOf(sealed, length));
        }
    }

    @Test
    void opensNothingThatWasForgottenAndAllElse() {
        byte[] gone = vault.seal(place(1_023), TYPE, TEXT);
        byte[] stays = vault.seal(place(1_024), TYPE, TEXT);
        long before = vault.forgettings();
        vault.forget("T1/C1", List.of(1_023L));
        assertThat(vault.forgettings()).isGreaterThan(before);
        assertThat(vault.open(place(1_023), TYPE, gone)).isNull();
        assertThat(vault.isReadable(place(1_023))).isFalse();
        assertThat(vault.open(place(1_024), TYPE, stays)).isEqualTo(TEXT);
        assertThat(vault.isReadable(place(1_024))).isTrue();
        vault.destroy("T1/C1", List.of(1_023L));
        vault.destroy("T1/C1", List.of(1_023L));
        assertThat(vault.open(place(1_023), TYPE, gone)).isNull();
        assertThat(vault.open(place(1_024), TYPE, stays)).isEqualTo(TEXT);
    }

    @Test
    void aPlaceThatIsWrittenAgainAfterItsKeyWasDestroyedGetsAnotherKey() {
        byte[] gone = vault.seal(place(7), TYPE, TEXT);
        vault.destroy("T1/C1", List.of(7L));
        byte[] again = vault.seal(place(7), TYPE, TEXT);
        assertThat(vault.open(place(7), TYPE, again)).isEqualTo(TEXT);
        assertThat(vault.open(place(7), TYPE, gone)).isNull();
    }

    @Test
    void givesBackWhatWasStoredBeforeThereWereKeys() {
        assertThat(vault.open(place(1), TYPE, TEXT)).isEqualTo(TEXT);
    }

    private void assertDamaged(Place place, String type, byte[] sealed) {
        assertThatThrownBy(() -> vault.open(place, type, sealed)).isInstanceOf(DamagedContent.class);
    }

    private static Place place(long sequence) {
        return new Place("T1/C1", sequence);
    }
}
