// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;

/** Signals to processes that this one started. */
final class Signals {
    private Signals() {}

    /** Stops it where it stands, without its knowing. */
    static void pause(long pid) throws IOException, InterruptedException {
        send("STOP", pid);
    }

    static void resume(long pid) throws IOException, InterruptedException {
        send("CONT", pid);
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        if (pid <= 0) return;
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
