// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.Rejection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Errors of the admin door: a code, and a sentence for the operator. */
@RestControllerAdvice(basePackageClasses = AdminErrors.class)
final class AdminErrors {
    private static final Logger LOG = LoggerFactory.getLogger(AdminErrors.class);

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(Rejection rejection) {
        HttpStatus status = switch (rejection.code()) {
            case SERVICE_UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.BAD_REQUEST;
        };
        return error(status, rejection.code().wire(), rejection.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(AdminRefused refused) {
        return error(refused.status(), refused.code(), refused.getMessage());
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, MissingServletRequestParameterException.class})
    ResponseEntity<Map<String, String>> malformed(Exception e) {
        return error(HttpStatus.BAD_REQUEST, "invalid_arguments", "the request is malformed");
    }

    /** The client went away while it was told of progress; there is nobody left to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("The client went away: {}", e.toString());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> failed(Exception e) {
        LOG.error("An admin request failed", e);
        return error(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "the server failed; its log says how");
    }

    private static ResponseEntity<Map<String, String>> error(HttpStatus status, String code, String detail) {
        return ResponseEntity.status(status).body(Map.of("error", code, "detail", detail));
    }
}
