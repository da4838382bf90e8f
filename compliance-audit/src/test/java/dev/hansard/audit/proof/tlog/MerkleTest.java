// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the roots that certificate transparency publishes, and against the recursive definitions of RFC 6962. */
class MerkleTest {
    private static final List<String> INPUTS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void emptyTreeShouldHashToTheHashOfNothing() {
        assertThat(HexFormat.of().formatHex(new Frontier().root().bytes()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void rootsShouldBeThePublishedOnes() throws IOException {
        var tree = new Frontier();
        for (int i = 0; i < INPUTS.size(); i++) {
            tree.append(Hash.leaf(HexFormat.of().parseHex(INPUTS.get(i))), (tile, hashes) -> {});
            assertThat(HexFormat.of().formatHex(tree.root().bytes())).isEqualTo(ROOTS.get(i));
        }
    }

    @Test
    void everyProofShouldHoldAndEveryChangedOneShouldNot() throws IOException {
        int most = 70;
        Map<String, byte[]> files = log(most);
        List<Hash> leaves = leaves(most);
        var tree = new TreeReader(files::get, most);
        for (int size = 1; size <= most; size++) {
            Hash root = mth(leaves, 0, size);
            assertThat(tree.root(size)).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                List<Hash> proof = tree.inclusion(index, size);
                assertThat(proof).isEqualTo(path(index, leaves, 0, size));
                Hash leaf = leaves.get(index);
                assertThat(Merkle.includes(root, size, leaf, index, proof)).isTrue();
                assertThat(Merkle.includes(root, size, leaf, index + 1, proof)).isFalse();
                assertThat(Merkle.includes(root, size, leaves.get((index + 1) % most), index, proof))
                        .isFalse();
                for (int i = 0; i < proof.size(); i++) {
                    assertThat(Merkle.includes(root, size, leaf, index, without(proof, i)))
                            .isFalse();
                    assertThat(Merkle.includes(root, size, leaf, index, changed(proof, i)))
                            .isFalse();
                }
                assertThat(Merkle.includes(root, size, leaf, index, longer(proof)))
                        .isFalse();
            }
        }
    }

    @Test
    void everyConsistencyProofShouldHoldAndEveryChangedOneShouldNot() throws IOException {
        int most = 70;
        Map<String, byte[]> files = log(most);
        List<Hash> leaves = leaves(most);
        var tree = new TreeReader(files::get, most);
        for (int later = 1; later <= most; later++) {
            Hash after = mth(leaves, 0, later);
            for (int earlier = 1; earlier <= later; earlier++) {
                Hash before = mth(leaves, 0, earlier);
                List<Hash> proof = tree.consistency(earlier, later);
                assertThat(proof).isEqualTo(earlier == later ? List.of() : subproof(earlier, leaves, 0, later, true));
                assertThat(Merkle.consistent(earlier, before, later, after, proof))
                        .isTrue();
                Hash wrong = Hash.leaf(new byte[] {1});
                assertThat(Merkle.consistent(earlier, wrong, later, after, proof))
                        .isFalse();
                assertThat(Merkle.consistent(earlier, before, later, wrong, proof))
                        .isFalse();
                assertThat(Merkle.consistent(earlier, before, later, after, longer(proof)))
                        .isFalse();
                for (int i = 0; i < proof.size(); i++) {
                    assertThat(Merkle.consistent(earlier, before, later, after, without(proof, i)))
                            .isFalse();
                    assertThat(Merkle.consistent(earlier, before, later, after, changed(proof, i)))
                            .isFalse();
                }
            }
        }
    }

    /** The example of the specification: 70,000 entries. */
    @Test
    void largeTreeShouldHaveTheTilesThatTheSpecificationCounts() throws IOException {
        Map<String, byte[]> files = log(70_000);
        List<Hash> leaves = leaves(70_000);

        assertThat(Tile.edge(70_000))
                .extracting(Tile::path)
                .containsExactly("tile/entries/273.p/112", "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(files).hasSize(273 + 1 + 1 + 1 + 1);
        var tree = new TreeReader(files::get, 70_000);
        assertThat(tree.root(70_000)).isEqualTo(mth(leaves, 0, 70_000));
        assertThat(Frontier.of(files::get, 70_000).root()).isEqualTo(tree.root(70_000));
        for (long index : new long[] {0, 255, 256, 65_535, 65_536, 69_887, 69_999}) {
            List<Hash> proof = tree.inclusion(index, 70_000);
            assertThat(Merkle.includes(tree.root(70_000), 70_000, leaves.get((int) index), index, proof))
                    .isTrue();
        }
        for (long earlier : new long[] {1, 256, 257, 65_536, 65_537, 69_999}) {
            List<Hash> proof = tree.consistency(earlier, 70_000);
            assertThat(Merkle.consistent(earlier, tree.root(earlier), 70_000, tree.root(70_000), proof))
                    .isTrue();
        }
    }

    /** A log of the entries 0, 1, 2 …, without the entries. */
    static Map<String, byte[]> log(int size) throws IOException {
        var files = new HashMap<String, byte[]>();
        var tree = new Frontier();
        for (Hash leaf : leaves(size)) tree.append(leaf, (tile, hashes) -> files.put(tile.path(), hashes));
        tree.partial((tile, hashes) -> files.put(tile.path(), hashes));
        return files;
    }

    private static List<Hash> leaves(int size) {
        var leaves = new ArrayList<Hash>();
        for (int i = 0; i < size; i++) {
            leaves.add(Hash.leaf(Integer.toString(i).getBytes(StandardCharsets.US_ASCII)));
        }
        return leaves;
    }

    private static int split(int count) {
        int k = 1;
        while (2 * k < count) k *= 2;
        return k;
    }

    private static Hash mth(List<Hash> d, int from, int to) {
        if (to - from == 1) return d.get(from);
        int k = split(to - from);
        return Hash.node(mth(d, from, from + k), mth(d, from + k, to));
    }

    private static List<Hash> path(int m, List<Hash> d, int from, int to) {
        if (to - from == 1) return List.of();
        int k = split(to - from);
        return m < k
                ? longer(path(m, d, from, from + k), mth(d, from + k, to))
                : longer(path(m - k, d, from + k, to), mth(d, from, from + k));
    }

    private static List<Hash> subproof(int m, List<Hash> d, int from, int to, boolean whole) {
        int n = to - from;
        if (m == n) return whole ? List.of() : List.of(mth(d, from, to));
        int k = split(n);
        return m <= k
                ? longer(subproof(m, d, from, from + k, whole), mth(d, from + k, to))
                : longer(subproof(m - k, d, from + k, to, false), mth(d, from, from + k));
    }

    private static List<Hash> longer(List<Hash> proof) {
        return longer(proof, Hash.EMPTY_TREE);
    }

    private static List<Hash> longer(List<Hash> proof, Hash last) {
        var longer = new ArrayList<>(proof);
        longer.add(last);
        return longer;
    }

    private static List<Hash> without(List<Hash> proof, int index) {
        var shorter = new ArrayList<>(proof);
        shorter.remove(index);
        return shorter;
    }

    private static List<Hash> changed(List<Hash> proof, int index) {
        var changed = new ArrayList<>(proof);
        byte[] bytes = changed.get(index).bytes();
        bytes[index % Hash.BYTES] ^= 1;
        changed.set(index, Hash.of(bytes));
        return changed;
    }
}
