// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import dev.hansard.api.UserId;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Frames about who is there. They are not part of the record and carry no cursor. */
final class PresenceFrames {
    private PresenceFrames() {}

    static EncodedFrame changed(UserId user, boolean active) {
        return frame(presence("presence_change", active).put("user", user.value()));
    }

    static EncodedFrame changed(List<UserId> users, boolean active) {
        ObjectNode json = presence("presence_change", active);
        json.set("users", Json.array(users));
        return frame(json);
    }

    static EncodedFrame manual(boolean active) {
        return frame(presence("manual_presence_change", active));
    }

    private static ObjectNode presence(String type, boolean active) {
        return Json.object().put("type", type).put("presence", active ? "active" : "away");
    }

    private static EncodedFrame frame(ObjectNode json) {
        return EncodedFrame.of(Json.bytes(json));
    }
}
