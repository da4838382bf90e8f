// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "2, 999, 1, tile/2/999.p/1",
        "1, 1000, 255, tile/1/x001/000.p/255",
        "-1, 273, 112, tile/entries/273.p/112"
    })
    void pathShouldBeTheOneOfTheSpecification(int level, long index, int width, String path) {
        var tile = new Tile(level, index, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/00/000",
                "tile/8/000",
                "tile/64/000",
                "tile/0/001/002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/../../checkpoint",
                "/tile/0/000",
                "tile/entries/-01"
            })
    void anythingElseShouldBeNoTile(String path) {
        assertThat(Tile.parse(path)).isNull();
    }

    @Test
    void tileShouldBeWithinATreeThatHasAtLeastItsWidth() {
        assertThat(new Tile(0, 0, 5).isWithin(5)).isTrue();
        assertThat(new Tile(0, 0, 5).isWithin(4)).isFalse();
        assertThat(new Tile(1, 0, 1).isWithin(255)).isFalse();
        assertThat(new Tile(1, 0, 1).isWithin(256)).isTrue();
        assertThat(new Tile(0, 0, 256).isWithin(255)).isFalse();
    }
}
