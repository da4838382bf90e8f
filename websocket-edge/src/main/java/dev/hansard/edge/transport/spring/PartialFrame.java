// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.spring;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Puts a frame together from its parts and holds nothing in between frames. */
final class PartialFrame {
    /** What a part led to. */
    sealed interface Outcome {}

    record Whole(byte[] payload) implements Outcome {}

    record MoreToCome() implements Outcome {}

    record TooBig() implements Outcome {}

    private final int limit;
    private @Nullable ByteArrayOutputStream parts;

    PartialFrame(int limit) {
        this.limit = limit;
    }

    Outcome add(ByteBuffer part, boolean last) {
        var bytes = new byte[part.remaining()];
        part.get(bytes);
        return add(bytes, last);
    }

    Outcome add(byte[] part, boolean last) {
        ByteArrayOutputStream before = parts;
        int size = part.length + (before == null ? 0 : before.size());
        if (size > limit) {
            parts = null;
            return new TooBig();
        }
        if (before == null && last) return new Whole(part);
        if (before == null) parts = before = new ByteArrayOutputStream(Math.min(limit, part.length * 2));
        before.writeBytes(part);
        if (!last) return new MoreToCome();
        parts = null;
        return new Whole(before.toByteArray());
    }
}
