// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.TestFolders;
import org.junit.jupiter.api.Test;

class InstanceLockTest {
    private final DataFolder folder = DataFolder.open(TestFolders.create("lock"));

    @Test
    void tellsWhereTheServerIsOnceItAnswers() {
        try (var lock = InstanceLock.take(folder)) {
            assertThat(RunningServer.in(folder.root()))
                    .isEqualTo(new RunningServer(ProcessHandle.current().pid(), null));

            lock.publish("http://127.0.0.1:8065");

            assertThat(RunningServer.in(folder.root()))
                    .isEqualTo(new RunningServer(ProcessHandle.current().pid(), "http://127.0.0.1:8065"));
        }
    }

    @Test
    void tellsNothingWhenTheServerHasStopped() {
        InstanceLock.take(folder).close();

        assertThat(RunningServer.in(folder.root())).isNull();
    }

    @Test
    void tellsNothingOfAFolderThatWasNeverUsed() {
        assertThat(RunningServer.in(folder.root().resolve("absent"))).isNull();
    }

    @Test
    void canBeTakenAgain() {
        InstanceLock.take(folder).close();
        InstanceLock.take(folder).close();
    }
}
