// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import org.jspecify.annotations.Nullable;

/**
 * @param engine {@code lucene} or {@code elasticsearch}
 * @param generation number of the one that serves, raised by each rebuild
 * @param messages documents that can be found
 * @param removed documents removed but still in the files, until merges or a purge
 * @param bytes on disk
 * @param error null when it answers, else why it does not, without any content
 */
public record IndexHealth(
        int shard,
        String engine,
        long generation,
        long messages,
        long removed,
        long bytes,
        @Nullable String error) {}
