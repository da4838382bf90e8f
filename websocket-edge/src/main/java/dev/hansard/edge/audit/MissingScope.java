// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.audit;

import java.util.Set;

/** The token lacks a scope. Carries no stack trace: it is an answer. */
final class MissingScope extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String needed;
    private final String provided;

    MissingScope(String needed, Set<String> provided) {
        super("missing_scope", null, false, false);
        this.needed = needed;
        this.provided = String.join(",", provided.stream().sorted().toList());
    }

    String needed() {
        return needed;
    }

    String provided() {
        return provided;
    }
}
