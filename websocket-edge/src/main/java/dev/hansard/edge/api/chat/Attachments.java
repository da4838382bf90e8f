// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.edge.api.Arguments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The attachments of a message; each gets the id and the fallback that readers expect. */
final class Attachments {

    static final int MOST = 100;

    private static final String NO_PREVIEW = "[no preview available]";

    private Attachments() {}

    /** Null if none were sent. Refused: {@code invalid_attachments too_many_attachments invalid_blocks}. */
    static @Nullable ArrayNode read(Arguments args) {
        ArrayNode attachments = args.array("attachments", ErrorCode.INVALID_ATTACHMENTS);
        if (attachments == null) return null;
        Rejection.unless(attachments.size() <= MOST, ErrorCode.TOO_MANY_ATTACHMENTS);
        for (int i = 0; i < attachments.size(); i++) {
            if (!(attachments.get(i) instanceof ObjectNode attachment)) {
                throw new Rejection(ErrorCode.INVALID_ATTACHMENTS);
            }
            JsonNode blocks = attachment.get("blocks");
            if (blocks instanceof ArrayNode array) {
                Blocks.check(array, "/attachments/" + i + "/blocks");
            } else {
                Rejection.unless(blocks == null || blocks.isNull(), ErrorCode.INVALID_ATTACHMENTS);
            }
            attachment.put("id", i + 1);
            if (said(attachment, "fallback") == null) attachment.put("fallback", fallback(attachment));
        }
        return attachments;
    }

    private static String fallback(ObjectNode attachment) {
        for (String field : new String[] {"text", "title", "pretext"}) {
            String said = said(attachment, field);
            if (said != null) return said;
        }
        return NO_PREVIEW;
    }

    private static @Nullable String said(ObjectNode attachment, String field) {
        JsonNode value = attachment.get(field);
        return value != null && value.isString() && !value.asString().isBlank() ? value.asString() : null;
    }
}
