// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;

/** An index on disk that is no use and has to be made anew. */
final class UnusableIndex extends IOException {
    private static final long serialVersionUID = 1;

    UnusableIndex(String why) {
        super(why);
    }

    private UnusableIndex(Throwable cause) {
        super("it is damaged or of another Lucene: " + cause.getClass().getSimpleName(), cause);
    }

    /** What the failure means: files that are damaged or missing, or a disk that does not answer. */
    static IOException orIo(Exception e) {
        if (isDamage(e)) return new UnusableIndex(e);
        return e instanceof IOException io ? io : new IOException(e);
    }

    static boolean isDamage(Throwable e) {
        return e instanceof CorruptIndexException
                || e instanceof IndexFormatTooOldException
                || e instanceof IndexFormatTooNewException
                || e instanceof EOFException
                || e instanceof FileNotFoundException
                || e instanceof NoSuchFileException
                || e instanceof UnusableIndex
                || e instanceof IllegalArgumentException;
    }
}
