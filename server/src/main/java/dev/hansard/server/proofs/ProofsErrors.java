// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.proofs;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.audit.proof.ProofsUnavailable;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.edge.limits.TooManyCalls;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Errors of the auditors' door: a code, and a sentence for a person. */
@RestControllerAdvice(basePackageClasses = ProofsErrors.class)
final class ProofsErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ProofsErrors.class);

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(ProofsRefused refused) {
        return error(refused.status(), refused.code(), refused.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(Rejection rejection) {
        ErrorCode code = rejection.code();
        if (code == ErrorCode.SERVICE_UNAVAILABLE) {
            return error(HttpStatus.SERVICE_UNAVAILABLE, code.wire(), "try again later");
        }
        if (code == ErrorCode.TEAM_NOT_FOUND) return refused(ProofsRefused.notFound());
        return error(HttpStatus.UNAUTHORIZED, code.wire(), "a good token is needed");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> limited(TooManyCalls e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header("Retry-After", Long.toString(e.retryAfterSeconds()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("error", ErrorCode.RATELIMITED.wire(), "detail", "too many calls"));
    }

    @ExceptionHandler({MissingServletRequestParameterException.class, MethodArgumentTypeMismatchException.class})
    ResponseEntity<Map<String, String>> malformed(Exception e) {
        return error(HttpStatus.BAD_REQUEST, "invalid_arguments", "an argument is missing or not a number");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> unavailable(ProofsUnavailable e) {
        return error(HttpStatus.SERVICE_UNAVAILABLE, "no_proof", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> unavailable(StoreUnavailable e) {
        LOG.warn("The store does not answer", e);
        return error(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable", "try again later");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> failed(Exception e) {
        LOG.error("A request for proofs failed", e);
        return error(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "the server failed; its log says how");
    }

    private static ResponseEntity<Map<String, String>> error(HttpStatus status, String code, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("error", code, "detail", detail));
    }
}
