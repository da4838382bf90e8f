// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import org.jspecify.annotations.Nullable;

/** No proof can be given now; the message says why. */
public final class ProofsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ProofsUnavailable(String message) {
        super(message);
    }

    ProofsUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
