// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Locale;

/** What a person may do in one case, apart from what they are in the workspace. A person has at most one role in a case. */
public enum CaseRole {
    /** Searches the workspace, reads what is found, exports it, holds it. Does not release holds. */
    INVESTIGATOR,
    /** Reads what the investigators' searches found. Searches and exports nothing. */
    REVIEWER,
    /** Reads the audit trail of the workspace and proofs, sees what was searched for, never what was found. */
    AUDITOR;

    public boolean mayRead() {
        return this != AUDITOR;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
