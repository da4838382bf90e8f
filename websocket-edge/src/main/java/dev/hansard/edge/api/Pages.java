// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a page tells where the next one begins. */
public final class Pages {

    private Pages() {}

    /** @param next null at the end, which Slack writes as an empty text */
    public static ObjectNode withNext(ObjectNode answer, @Nullable String next) {
        answer.putObject("response_metadata").put("next_cursor", next == null ? "" : next);
        return answer;
    }
}
