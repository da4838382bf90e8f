// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import dev.hansard.edge.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/** An {@code ok:false} answer with more in it than a code. Carries no stack trace: it is an answer. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final transient ObjectNode fields;

    private ApiError(String code, ObjectNode fields) {
        super(code, null, false, false);
        this.code = code;
        this.fields = fields;
    }

    public static ApiError of(ErrorCode code, ObjectNode fields) {
        return new ApiError(code.wire(), fields);
    }

    public static ApiError of(String code, ObjectNode fields) {
        return new ApiError(code, fields);
    }

    /** {@code code} with {@code response_metadata.messages: ["[ERROR] …"]}. */
    public static ApiError explained(ErrorCode code, String message) {
        ObjectNode fields = Json.object();
        fields.putObject("response_metadata").putArray("messages").add("[ERROR] " + message);
        return new ApiError(code.wire(), fields);
    }

    public static ApiError invalid(String message) {
        return explained(ErrorCode.INVALID_ARGUMENTS, message);
    }

    public String code() {
        return code;
    }

    ObjectNode fields() {
        return fields;
    }
}
