// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * @param body null where there is none
 * @param replayed whether it is the answer to an earlier request
 */
record ScimAnswer(
        int status,
        @Nullable ObjectNode body,
        @Nullable String location,
        @Nullable String version,
        boolean replayed) {

    static ScimAnswer of(ObjectNode body) {
        return new ScimAnswer(200, body, null, null, false);
    }

    static ScimAnswer resource(int status, ObjectNode resource, Selection selection) {
        return new ScimAnswer(status, selection.of(resource), Meta.location(resource), Meta.version(resource), false);
    }

    /** Nothing when the client knows this version. */
    static ScimAnswer read(ScimCall call, ObjectNode resource) {
        String known = call.ifNoneMatch();
        if (known != null && Meta.named(known, Meta.version(resource))) {
            return new ScimAnswer(304, null, Meta.location(resource), Meta.version(resource), false);
        }
        return resource(200, resource, call.selection());
    }

    static ScimAnswer nothing() {
        return new ScimAnswer(204, null, null, null, false);
    }
}
