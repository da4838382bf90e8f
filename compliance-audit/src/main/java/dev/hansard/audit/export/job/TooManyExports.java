// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

/** As many exports wait as may. */
public final class TooManyExports extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyExports() {
        super("too many exports are waiting");
    }
}
