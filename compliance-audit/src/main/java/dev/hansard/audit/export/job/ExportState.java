// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import java.util.Locale;

/** Where an export stands. */
public enum ExportState {
    QUEUED,
    RUNNING,
    /** Its file is there to be downloaded. */
    DONE,
    FAILED,
    CANCELLED,
    /** It was done; its file is gone. */
    DELETED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isUnderWay() {
        return this == QUEUED || this == RUNNING;
    }
}
