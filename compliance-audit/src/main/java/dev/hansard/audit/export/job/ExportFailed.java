// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

/** An export cannot be made, for a reason that the operator can act on. */
final class ExportFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why; the wire form is the name in lower case. */
    enum Reason {
        DISK_FULL,
        TOO_LARGE,
        CANCELLED,
        STOPPED,
        STORE_UNAVAILABLE,
        PROOFS_UNAVAILABLE,
        AUDIT_UNAVAILABLE,
        INTERNAL_ERROR;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Reason reason;

    ExportFailed(Reason reason) {
        super(reason.wire());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
