// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import java.io.Closeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one export. Told each conversation, then its messages by ts, then its end; {@link #close} ends the files. What it
 * writes depends on nothing but what it is told.
 */
public interface FormatWriter extends Closeable {
    void begin(Conversation conversation) throws IOException;

    /** Null when the item is in the export, else the reason why the format leaves it out. */
    @Nullable
    String write(Item item) throws IOException;

    void end() throws IOException;

    /**
     * Hands everything on that it holds back and writes down what it has to know to go on in another process. Called between
     * two conversations or two UTC days of one.
     */
    void save(DataOutput state) throws IOException;

    /**
     * Goes on from where {@link #save} was called, after it was opened anew and, within a conversation, told of that again.
     * What it has written by then is not kept: it must have handed that on when this returns.
     */
    void restore(DataInput state) throws IOException;
}
