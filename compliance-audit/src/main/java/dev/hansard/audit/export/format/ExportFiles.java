// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes the files of an export. Names are relative paths with forward slashes. */
public interface ExportFiles {
    /** A file that goes straight into the export. Only one can be open; it ends when it is closed. */
    OutFile file(String path) throws IOException;

    /** A file that grows beside others and goes into the export after all of them, in the order of these calls. */
    OutputStream spool(String path) throws IOException;

    /** Room on disk for what is put together later. */
    Scratch scratch() throws IOException;

    /** Gone with the export. */
    abstract class Scratch extends OutputStream {
        /** What was written so far, from that byte on. More may be written afterwards, which this does not show. */
        public abstract InputStream read(long from) throws IOException;

        /** Bytes so far. */
        public abstract long length();
    }

    /** An output that knows its length and hash once it is closed. */
    abstract class OutFile extends OutputStream {
        /** Bytes so far. */
        public abstract long size();

        /** Lower-case hex SHA-256; only after {@link #close}. */
        public abstract String sha256();
    }
}
