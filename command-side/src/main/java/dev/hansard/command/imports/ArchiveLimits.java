// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

/**
 * What an archive may ask of the server. Real exports stay far below.
 *
 * @param entryBytes of one file when unpacked; one day of one conversation is held in memory
 * @param ratio how many times the archive's own size all files together may have when unpacked
 * @param smallTotal unpacked bytes that are harmless whatever the ratio
 * @param directoryBytes of the list of files, which is held in memory
 * @param messageChars of everything written in one message
 * @param placeholders people that only messages know
 * @param deferred replies per conversation that may wait for a root that comes later
 * @param examples of each reason for skipping that the report names
 */
record ArchiveLimits(
        long entryBytes,
        long ratio,
        long smallTotal,
        long directoryBytes,
        int messageChars,
        int placeholders,
        int deferred,
        int examples) {
    static final ArchiveLimits DEFAULT =
            new ArchiveLimits(64L << 20, 200, 64L << 20, 64L << 20, 1 << 20, 10_000, 100_000, 20);
}
