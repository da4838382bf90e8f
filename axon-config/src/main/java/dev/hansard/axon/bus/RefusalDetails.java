// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;

/** A refusal on its way between nodes. */
public record RefusalDetails(ErrorCode code, String detail) {
    public static RefusalDetails of(Rejection refused) {
        return new RefusalDetails(refused.code(), refused.getMessage());
    }

    public Rejection rejection() {
        return new Rejection(code, detail);
    }
}
