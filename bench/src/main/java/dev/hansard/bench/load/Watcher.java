// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

/** Sees every text frame, on the thread that reads the client's socket. */
public interface Watcher {
    /**
     * @param frame reused for the next one
     * @param length bytes of it that are this frame
     */
    void frame(int client, byte[] frame, int length);
}
