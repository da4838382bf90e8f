// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

/** The store did not take the events of a command; nothing of it was written and the command may be repeated. */
public final class AppendRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** The stream went on in the meantime: the aggregate was out of date. */
        CONFLICT,
        /** The stream has an event with this {@link OnceKey} already. */
        ONCE,
        /** The workspace is being moved to another shard, or lies on one already: look its shard up again. */
        MOVED,
        /** The database refuses the rows themselves. */
        UNSTORABLE
    }

    private final Reason reason;

    AppendRefused(Reason reason, String stream) {
        super(reason + " in " + stream, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
