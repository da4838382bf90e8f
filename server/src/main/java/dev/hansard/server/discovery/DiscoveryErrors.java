// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.discovery;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.edge.limits.TooManyCalls;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of the download: HTTP's own statuses, and Slack's codes. */
@RestControllerAdvice(basePackageClasses = DiscoveryErrors.class)
final class DiscoveryErrors {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryErrors.class);

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(Rejection rejection) {
        return error(status(rejection.code()), rejection.code());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> limited(TooManyCalls e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header("Retry-After", Long.toString(e.retryAfterSeconds()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body(ErrorCode.RATELIMITED));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unavailable(StoreUnavailable e) {
        LOG.warn("The store does not answer", e);
        return error(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.SERVICE_UNAVAILABLE);
    }

    static HttpStatus status(ErrorCode code) {
        return switch (code) {
            case NOT_AUTHED, INVALID_AUTH, TOKEN_REVOKED, TOKEN_EXPIRED, ACCOUNT_INACTIVE -> HttpStatus.UNAUTHORIZED;
            case NOT_AUTHORIZED, NOT_ALLOWED_TOKEN_TYPE, MISSING_SCOPE, CASE_CLOSED -> HttpStatus.FORBIDDEN;
            case EXPORT_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case SERVICE_UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.BAD_REQUEST;
        };
    }

    private static ResponseEntity<Map<String, Object>> error(HttpStatus status, ErrorCode code) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body(code));
    }

    /** Sorted, so that the same refusal has the same bytes. */
    private static Map<String, Object> body(ErrorCode code) {
        var body = new TreeMap<String, Object>();
        body.put("ok", false);
        body.put("error", code.wire());
        return body;
    }
}
