// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/** Frames by which a session starts. */
final class ServerFrames {
    private ServerFrames() {}

    /** @param cursor where the client stands before the first event */
    static EncodedFrame hello(String cursor) {
        ObjectNode json = Json.object();
        json.put("type", "hello");
        json.putNull("region");
        json.put("cursor", cursor);
        return EncodedFrame.of(Json.bytes(json), cursor, 0);
    }

    /**
     * What was missed is not told; the client fetches the history instead.
     *
     * @param cursor where the client stands now
     */
    static EncodedFrame resumeFailed(String reason, String cursor) {
        ObjectNode json = Json.object();
        json.put("type", "resume_failed");
        json.put("reason", reason);
        json.put("cursor", cursor);
        return EncodedFrame.of(Json.bytes(json), cursor, 0);
    }
}
