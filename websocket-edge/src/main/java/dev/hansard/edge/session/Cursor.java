// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.session;

import dev.hansard.api.WorkspaceId;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a client stands in the record: it has seen everything that it may see up to here. The same for all sessions of the
 * workspace, so that it is encoded with the frame. Opaque to clients.
 *
 * @param workspace a hash of the workspace's id, enough to notice a cursor that belongs elsewhere
 * @param part the last frame that was seen of the event at {@code position}, or {@link #COMPLETE}
 */
public record Cursor(int workspace, int shard, long position, int part) {
    /** All frames of the event were seen. */
    public static final int COMPLETE = 255;

    private static final byte VERSION = 1;
    private static final int SIZE = 1 + 4 + 2 + 8 + 1;

    /** After everything at the position. */
    public static Cursor at(WorkspaceId workspace, int shard, long position) {
        return of(workspace, shard, position, COMPLETE);
    }

    public static Cursor of(WorkspaceId workspace, int shard, long position, int part) {
        return new Cursor(workspace.value().hashCode(), shard, position, part);
    }

    /** Null if the text is none of ours. */
    public static @Nullable Cursor parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != SIZE || bytes.get() != VERSION) return null;
            var cursor = new Cursor(bytes.getInt(), bytes.getShort(), bytes.getLong(), bytes.get() & 0xff);
            return cursor.position < 0 || cursor.shard < 0 ? null : cursor;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public boolean belongsTo(WorkspaceId other, int otherShard) {
        return workspace == other.value().hashCode() && shard == otherShard;
    }

    public boolean isComplete() {
        return part == COMPLETE;
    }

    /** The text form: base64url. */
    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE)
                .put(VERSION)
                .putInt(workspace)
                .putShort((short) shard)
                .putLong(position)
                .put((byte) part);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
