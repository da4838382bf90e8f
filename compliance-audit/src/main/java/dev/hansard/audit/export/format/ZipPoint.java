// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import org.jspecify.annotations.Nullable;

/**
 * How far a ZIP was when it could be gone on with.
 *
 * @param length its bytes so far
 * @param entries how many are closed
 * @param open the entry that goes on, or null
 */
public record ZipPoint(long length, long entries, @Nullable Open open) {
    /**
     * @param header where the entry's header begins
     * @param data where its data begin
     * @param size of its data before compression
     * @param packed not compressed again
     */
    public record Open(String name, long header, long data, long size, boolean packed) {}
}
