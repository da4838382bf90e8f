// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A command on a {@link CommandStream}: eight bytes of number, four of key, the command.
 *
 * @param id tells its answer from others on the same stream
 * @param key commands with the same key stay in order
 */
record NumberedCommand(long id, int key, byte[] command) {
    private static final int HEAD = Long.BYTES + Integer.BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(HEAD + command.length)
                .putLong(id)
                .putInt(key)
                .put(command)
                .array();
    }

    /** @throws java.nio.BufferUnderflowException if this is not one */
    static NumberedCommand decode(byte[] bytes) {
        ByteBuffer head = ByteBuffer.wrap(bytes);
        return new NumberedCommand(head.getLong(), head.getInt(), Arrays.copyOfRange(bytes, HEAD, bytes.length));
    }
}
