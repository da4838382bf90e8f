// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

/** The index does not answer; posting and history are not concerned, and the request may be tried again later. */
public final class IndexUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public IndexUnavailable(String what) {
        super(what);
    }

    public IndexUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
