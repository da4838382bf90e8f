// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where the bytes of shared files are kept. */
public interface FileBytes {
    /** The record keeps what was said about files, and no bytes. */
    FileBytes NONE = file -> null;

    /** @param file id {@code F…}; answers null when its bytes are not kept */
    @Nullable
    InputStream open(String file) throws IOException;
}
