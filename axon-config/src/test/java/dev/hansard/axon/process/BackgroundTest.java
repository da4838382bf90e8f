// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundTest {
    private static int niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            // The nineteenth field; the second is the name, which may have blanks in it.
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there threads have a niceness of their own")
    void backgroundWorkShouldGiveWayAndItsStarterShouldNot() throws Exception {
        int before = niceness();
        var found = new CompletableFuture<Integer>();
        Thread thread = Background.threads("background-test").newThread(() -> found.complete(niceness()));
        thread.start();
        assertThat(found.get(10, TimeUnit.SECONDS)).isGreaterThan(before);
        assertThat(niceness()).isEqualTo(before);
        thread.join();
    }

    @Test
    void workShouldBeDoneWhateverTheSystemSays() {
        var done = new CompletableFuture<String>();
        Thread.ofPlatform().start(Background.of(() -> done.complete("done")));
        assertThat(done.join()).isEqualTo("done");
    }
}
