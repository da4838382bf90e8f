// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a {@link NumberedCommand} is answered: eight bytes of its number, the answer. */
record NumberedAnswer(long id, byte[] answer) {
    byte[] encode() {
        return ByteBuffer.allocate(Long.BYTES + answer.length)
                .putLong(id)
                .put(answer)
                .array();
    }

    /** @throws java.nio.BufferUnderflowException if this is not one */
    static NumberedAnswer decode(byte[] bytes) {
        return new NumberedAnswer(
                ByteBuffer.wrap(bytes).getLong(), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }
}
