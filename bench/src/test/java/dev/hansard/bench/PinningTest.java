// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PinningTest {
    @Test
    void coresShouldBeReadAsTheKernelWritesThem() {
        assertThat(Pinning.cores("0-1")).containsExactly(0, 1);
        assertThat(Pinning.cores("3")).containsExactly(3);
        assertThat(Pinning.cores("0-2,5,8-9")).containsExactly(0, 1, 2, 5, 8, 9);
    }

    @Test
    void theServerAndTheLoadShouldHaveOneCoreEach() {
        assertThat(Pinning.among(List.of(2, 3, 4))).isEqualTo(new Pinning(2, 3));
        assertThat(new Pinning(2, 3).prefix()).containsExactly("taskset", "-c", "2");
        assertThatThrownBy(() -> Pinning.among(List.of(0))).isInstanceOf(IllegalStateException.class);
    }
}
