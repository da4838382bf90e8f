// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.queryhandling.QueryExecutionException;

/** A refusal on its way between nodes. Over Axon Server it travels as the details of Axon's own exceptions. */
public record RefusalDetails(ErrorCode code, String detail) {
    public static RefusalDetails of(Rejection refused) {
        return new RefusalDetails(refused.code(), refused.getMessage());
    }

    public Rejection rejection() {
        return new Rejection(code, detail);
    }

    public CommandExecutionException ofCommand() {
        return new CommandExecutionException(detail, null, this);
    }

    QueryExecutionException ofQuery() {
        return new QueryExecutionException(detail, null, this);
    }
}
