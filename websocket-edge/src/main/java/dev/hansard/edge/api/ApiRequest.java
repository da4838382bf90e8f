// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the door read it.
 *
 * @param token from the header, else from a form body or the query; null if there was none
 * @param idempotencyKey the header of that name; null if there was none
 * @param fault why the body could not be read; the arguments are empty then
 */
record ApiRequest(
        @Nullable String token,
        Map<String, String> arguments,
        @Nullable String idempotencyKey,
        @Nullable Fault fault) {

    record Fault(ErrorCode code, String detail) {}
}
