// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import dev.hansard.api.Rejection;
import dev.hansard.edge.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An answer that is an error in the sense of RFC 7644, section 3.12. Carries no stack trace: it is an answer. */
final class ScimRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

    private final int status;
    private final @Nullable String type;
    private final String detail;

    /** @param type {@code scimType}; null where the status says it all */
    ScimRefusal(int status, @Nullable String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.detail = detail;
    }

    static ScimRefusal invalidValue(String detail) {
        return new ScimRefusal(400, "invalidValue", detail);
    }

    static ScimRefusal invalidSyntax(String detail) {
        return new ScimRefusal(400, "invalidSyntax", detail);
    }

    static ScimRefusal notFound(String what) {
        return new ScimRefusal(404, null, "there is no such " + what);
    }

    static ScimRefusal of(ScimException e) {
        Integer status = e.getScimError().getStatus();
        return new ScimRefusal(
                status == null ? 400 : status, e.getScimError().getScimType(), String.valueOf(e.getMessage()));
    }

    static ScimRefusal of(Rejection e) {
        String code = e.code().wire();
        return switch (e.code()) {
            case NOT_AUTHED, INVALID_AUTH, TOKEN_REVOKED, TOKEN_EXPIRED, ACCOUNT_INACTIVE ->
                new ScimRefusal(401, null, code);
            case NOT_ADMIN, NOT_AN_ADMIN, NOT_ALLOWED_TOKEN_TYPE, MISSING_SCOPE, CANNOT_UPDATE_ADMIN_USER ->
                new ScimRefusal(403, null, code);
            case INVALID_IDEMPOTENCY_KEY -> new ScimRefusal(400, null, code);
            case IDEMPOTENCY_KEY_REUSED -> new ScimRefusal(422, null, code);
            case IDEMPOTENCY_KEY_IN_USE -> new ScimRefusal(409, null, code);
            case USER_NOT_FOUND -> notFound("user");
            case NO_SUCH_SUBTEAM -> notFound("group");
            case USERNAME_TAKEN -> new ScimRefusal(409, "uniqueness", "userName is taken");
            case EMAIL_TAKEN -> new ScimRefusal(409, "uniqueness", "the e-mail address is taken");
            case NAME_ALREADY_EXISTS -> new ScimRefusal(409, "uniqueness", "displayName is taken");
            case LAST_PRIMARY_OWNER ->
                new ScimRefusal(
                        400, "mutability", "the primary owner stays active and keeps the role until it is passed on");
            case TOO_MANY_USERS -> invalidValue("more members than a group can have");
            case SERVICE_UNAVAILABLE -> new ScimRefusal(503, null, code);
            case INTERNAL_ERROR, FATAL_ERROR -> new ScimRefusal(500, null, code);
            default -> invalidValue(code);
        };
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        ObjectNode json = Json.object();
        json.putArray("schemas").add(SCHEMA);
        // Both forms of the status are in use; the RFC's own examples have the text.
        json.put("status", Integer.toString(status));
        if (type != null) json.put("scimType", type);
        return json.put("detail", detail);
    }
}
