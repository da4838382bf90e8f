// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads conversations to their end, page by page. */
public final class Histories {
    private Histories() {}

    /** {@code conversations.history}, oldest first. */
    public static List<JsonNode> history(SlackApi api, String channel) {
        return pages(api, "conversations.history", "channel", channel).reversed();
    }

    /** {@code conversations.replies}: the root, then the replies, oldest first. */
    public static List<JsonNode> replies(SlackApi api, String channel, String root) {
        return pages(api, "conversations.replies", "channel", channel, "ts", root);
    }

    private static List<JsonNode> pages(SlackApi api, String method, String... arguments) {
        var messages = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            var all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("limit", "500", "include_all_metadata", "1", "cursor", cursor));
            JsonNode page = api.call(method, all.toArray(String[]::new));
            if (!page.path("ok").asBoolean()) throw new IllegalStateException(method + ' ' + page);
            page.path("messages").forEach(messages::add);
            cursor = page.path("response_metadata").path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return messages;
    }
}
