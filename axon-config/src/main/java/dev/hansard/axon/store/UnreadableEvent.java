// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

/** A stored event that cannot be understood: a row was damaged, or written by a later version. */
public final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int shard;
    private final long position;
    private final String stream;

    UnreadableEvent(int shard, long position, String stream, Throwable cause) {
        super("event " + position + " of shard " + shard + " in " + stream + " is unreadable", cause);
        this.shard = shard;
        this.position = position;
        this.stream = stream;
    }

    public int shard() {
        return shard;
    }

    public long position() {
        return position;
    }

    public String stream() {
        return stream;
    }
}
