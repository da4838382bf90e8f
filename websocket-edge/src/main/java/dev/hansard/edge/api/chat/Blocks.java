// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.Arguments;
import dev.hansard.edge.wire.Json;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The blocks of a message. They are kept as sent; what is checked is what every reader relies on. */
final class Blocks {

    static final int MOST = 50;
    /** Of JSON text. */
    static final int MOST_CHARACTERS = 200_000;

    private static final int LONGEST_ID = 255;
    private static final Set<String> TYPES = Set.of(
            "actions",
            "alert",
            "call",
            "card",
            "carousel",
            "context",
            "context_actions",
            "divider",
            "file",
            "header",
            "image",
            "input",
            "markdown",
            "plan",
            "rich_text",
            "section",
            "table",
            "task_card",
            "video");

    private Blocks() {}

    /** Null if none were sent. Refused: {@code invalid_blocks_format invalid_blocks msg_blocks_too_long}. */
    static @Nullable ArrayNode read(Arguments args) {
        String text = args.filled("blocks");
        if (text == null) return null;
        Rejection.unless(text.length() <= MOST_CHARACTERS, ErrorCode.MSG_BLOCKS_TOO_LONG);
        ArrayNode blocks = args.array("blocks", ErrorCode.INVALID_BLOCKS_FORMAT);
        if (blocks != null) check(blocks, "/blocks");
        return blocks;
    }

    static void check(ArrayNode blocks, String pointer) {
        if (blocks.size() > MOST) throw invalid("no more than " + MOST + " items allowed", pointer);
        var ids = new HashSet<String>();
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode block = blocks.get(i);
            String here = pointer + "/" + i;
            if (!block.isObject()) throw invalid("must be an object", here);
            JsonNode type = block.get("type");
            if (type == null || !type.isString()) throw invalid("missing required field: type", here);
            if (!TYPES.contains(type.asString())) throw invalid("unsupported type", here + "/type");
            JsonNode id = block.get("block_id");
            if (id == null) continue;
            if (!id.isString() || id.asString().length() > LONGEST_ID) throw invalid("invalid block_id", here);
            if (!id.asString().isEmpty() && !ids.add(id.asString())) throw invalid("block_id already exists", here);
        }
    }

    static ArrayNode markdown(String text) {
        ArrayNode blocks = Json.array();
        blocks.addObject().put("type", "markdown").put("text", Texts.wellFormed(text));
        return blocks;
    }

    private static ApiError invalid(String what, String pointer) {
        return ApiError.explained(ErrorCode.INVALID_BLOCKS, what + " [json-pointer:" + pointer + "]");
    }
}
