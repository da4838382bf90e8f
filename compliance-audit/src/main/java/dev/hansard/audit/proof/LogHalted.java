// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

/**
 * The log and the record, or the log and itself, contradict each other. Nothing is signed until they agree again; the
 * message says what was found and where.
 */
final class LogHalted extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogHalted(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
