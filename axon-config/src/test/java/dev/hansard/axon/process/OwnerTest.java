// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OwnerTest {
    @Test
    void anOwnerShouldNotBeGoneWhileItIsOpenInThisProcess() {
        try (var owner = new Owner()) {
            assertThat(Owner.isGone(owner.name())).isFalse();
            owner.close();
            assertThat(Owner.isGone(owner.name())).isTrue();
        }
    }

    @Test
    void anOwnerShouldBeGoneWhenItsProcessHasEnded() throws IOException, InterruptedException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try (var owner = new Owner()) {
            String name = owner.name().replace("." + ProcessHandle.current().pid() + ".", "." + other.pid() + ".");
            assertThat(Owner.isGone(name)).isFalse();
            other.destroyForcibly().waitFor();
            assertThat(Owner.isGone(name)).isTrue();
        }
    }

    @Test
    void anOwnerShouldNotBeTakenForGoneWhenItIsOnAnotherMachineOrUnknown() {
        assertThat(Owner.isGone("00000000.1.elsewhere")).isFalse();
        assertThat(Owner.isGone("no owner of ours")).isFalse();
        assertThat(Owner.isGone(null)).isFalse();
    }
}
