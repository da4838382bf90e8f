// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void theTopShouldBeARoundNumberNotBelowTheHighest() {
        assertThat(Scale.upTo(487, 0, 100).top()).isEqualTo(500);
        assertThat(Scale.upTo(500, 0, 100).top()).isEqualTo(500);
        assertThat(Scale.upTo(0, 0, 100).top()).isEqualTo(1);
        assertThat(Scale.upTo(0.031, 0, 100).ticks()).hasSizeBetween(3, 8);
    }

    @Test
    void valuesShouldLieInProportionAndNotBeyondTheTop() {
        var scale = new Scale(200, 300, 100);
        assertThat(scale.at(0)).isEqualTo(300);
        assertThat(scale.at(50)).isEqualTo(250);
        assertThat(scale.at(900)).isEqualTo(100);
    }

    @Test
    void numbersShouldBeShort() {
        assertThat(Scale.show(1_250_000)).isEqualTo("1.25M");
        assertThat(Scale.show(48_700)).isEqualTo("49k");
        assertThat(Scale.show(2_350)).isEqualTo("2.4k");
        assertThat(Scale.show(37.26)).isEqualTo("37.3");
        assertThat(Scale.show(0.5)).isEqualTo("0.50");
        assertThat(Scale.show(7)).isEqualTo("7");
    }
}
