// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.util.ArrayList;
import java.util.List;

/** The hashes of a tile and all whole nodes above them within the tile. */
final class TileNodes {
    private final List<byte[]> heights = new ArrayList<>();

    /** @param hashes the tile's file */
    TileNodes(byte[] hashes) {
        byte[] below = hashes;
        heights.add(below);
        for (int pairs = below.length / Hash.BYTES / 2; pairs > 0; pairs /= 2) {
            below = Hash.nodes(below, pairs);
            heights.add(below);
        }
    }

    /** @param height above the tile's hashes */
    Hash node(int height, int index) {
        return Hash.at(heights.get(height), index);
    }
}
