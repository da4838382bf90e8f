// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.proofs;

import org.springframework.http.HttpStatus;

/** What the door refuses, with the code and the sentence that the client gets. */
final class ProofsRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;

    ProofsRefused(HttpStatus status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ProofsRefused notFound() {
        return new ProofsRefused(HttpStatus.NOT_FOUND, "not_found", "there is nothing here");
    }

    static ProofsRefused invalid(String detail) {
        return new ProofsRefused(HttpStatus.BAD_REQUEST, "invalid_arguments", detail);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
