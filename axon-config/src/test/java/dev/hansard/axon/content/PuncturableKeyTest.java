// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PuncturableKeyTest {
    private static final int LEAVES = PuncturableKey.LEAVES;

    @Test
    void everyLeafHasAKeyOfItsOwnInWhateverOrderTheyAreDerived() {
        PuncturableKey key = PuncturableKey.random();
        List<byte[]> inOrder = all(key);
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, LEAVES).boxed().toList());
        Collections.shuffle(shuffled, new Random(1));
        PuncturableKey again = PuncturableKey.decoded(key.encoded());
        Set<String> distinct = new HashSet<>();
        for (int leaf : shuffled) {
            assertThat(again.leaf(leaf)).isEqualTo(inOrder.get(leaf)).hasSize(32);
            distinct.add(HexFormat.of().formatHex(inOrder.get(leaf)));
        }
        assertThat(distinct).hasSize(LEAVES);
    }

    @Test
    void whateverIsTakenOutAllOthersStayAndNothingThatIsKeptLeadsToIt() {
        for (int seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            PuncturableKey whole = PuncturableKey.random();
            List<byte[]> leaves = all(whole);
            Set<Integer> gone = new HashSet<>();
            PuncturableKey rest = whole;
            int steps = 1 + random.nextInt(12);
            for (int step = 0; step < steps; step++) {
                Set<Integer> more = new HashSet<>();
                for (int i = 1 + random.nextInt(20); i > 0; i--) more.add(random.nextInt(LEAVES));
                rest = PuncturableKey.decoded(rest.without(more).encoded());
                gone.addAll(more);
            }
            assertThat(rest.left()).isEqualTo(LEAVES - gone.size());
            for (int leaf = 0; leaf < LEAVES; leaf++) {
                assertThat(rest.has(leaf)).isEqualTo(!gone.contains(leaf));
                assertThat(rest.leaf(leaf)).isEqualTo(gone.contains(leaf) ? null : leaves.get(leaf));
            }
            assertThat(secrets(rest)).doesNotContainAnyElementsOf(secrets(whole));
        }
    }

    @Test
    void noSecretOnTheWayToATakenLeafIsKept() {
        PuncturableKey whole = PuncturableKey.random();
        PuncturableKey rest = whole.without(List.of(5));
        byte[] secret = HexFormat.of().parseHex(secrets(whole).getFirst());
        for (int level = 9; level >= 0; level--) {
            assertThat(secrets(rest)).doesNotContain(HexFormat.of().formatHex(secret));
            secret = Aes.hmac(secret, (byte) ((5 >> level) & 1));
        }
        assertThat(secret).isEqualTo(whole.leaf(5));
        assertThat(secrets(rest)).hasSize(10).doesNotContain(HexFormat.of().formatHex(secret));
    }

    @Test
    void takingOutTwiceChangesNothingAndTakingOutAllLeavesNothing() {
        PuncturableKey once = PuncturableKey.random().without(List.of(7));
        assertThat(once.without(List.of(7)).encoded()).isEqualTo(once.encoded());
        PuncturableKey none = once.without(IntStream.range(0, LEAVES).boxed().toList());
        assertThat(none.left()).isZero();
        assertThat(none.encoded()).isEmpty();
        assertThat(PuncturableKey.decoded(none.encoded()).leaf(3)).isNull();
    }

    @Test
    void refusesBytesThatAreNoKey() {
        assertThatThrownBy(() -> PuncturableKey.decoded(new byte[33])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PuncturableKey.decoded(new byte[34])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PuncturableKey.random().leaf(LEAVES)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<byte[]> all(PuncturableKey key) {
        return IntStream.range(0, LEAVES).mapToObj(key::leaf).toList();
    }

    private static List<String> secrets(PuncturableKey key) {
        byte[] encoded = key.encoded();
        var secrets = new ArrayList<String>();
        for (int at = 0; at < encoded.length; at += 34) {
            secrets.add(HexFormat.of().formatHex(encoded, at + 2, at + 34));
        }
        return secrets;
    }
}
