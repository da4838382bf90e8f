// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

/**
 * How far an export is.
 *
 * @param events of the record that were read
 * @param total to be read, as far as known when it began
 * @param items in the export so far
 */
public record ExportProgress(long events, long total, long items) {
    static final ExportProgress NONE = new ExportProgress(0, 0, 0);

    /** From 0 to 1; proving and packing, which come last, are the last twentieth. */
    public double fraction() {
        return total == 0 ? 0 : Math.min(1.0, (double) events / total) * 0.95;
    }
}
