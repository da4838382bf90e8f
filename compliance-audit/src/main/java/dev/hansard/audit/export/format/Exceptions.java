// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.audit.export.Conversation;

/** Hears of what could not be handed over as it was, so that nothing is dropped silently. */
public interface Exceptions {
    /** Why something is missing or incomplete. */
    enum Reason {
        /** The content was erased: its key is destroyed. The message is exported as a tombstone. */
        CONTENT_ERASED,
        /** Some of the events about the message cannot be understood; it is exported as far as they can. */
        EVENT_UNREADABLE,
        /** None of the message can be understood; it is not in the export. */
        MESSAGE_UNREADABLE,
        /** The message names a file whose bytes the record does not keep; what was said about it is exported. */
        FILE_BYTES_MISSING,
        /** A person's profile was erased; they are shown by their handle. */
        PROFILE_ERASED
    }

    /** @param detail what exactly, such as a file id; never what a person wrote */
    void add(Conversation conversation, Ts ts, Reason reason, String detail);
}
