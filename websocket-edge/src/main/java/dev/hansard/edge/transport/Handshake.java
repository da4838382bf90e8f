// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the client asked for when it opened its WebSocket.
 *
 * @param ticket the last part of the path
 */
public record Handshake(String ticket, Map<String, String> query) {
    /** Where WebSockets are opened, followed by the ticket. */
    public static final String PATH = "/rtm/";

    /** The subprotocol under which the same frames come as CBOR. */
    public static final String CBOR = "hansard.cbor";

    /** The subprotocol of JSON text, which is also spoken when none is named. */
    public static final String JSON = "hansard.json";

    /** Reads path and raw query; null if it is not a place where WebSockets are opened. */
    public static @Nullable Handshake of(String path, @Nullable String rawQuery) {
        if (!path.startsWith(PATH) || path.indexOf('/', PATH.length()) >= 0) return null;
        var query = new HashMap<String, String>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&", 32)) {
                int equals = pair.indexOf('=');
                if (equals > 0) query.putIfAbsent(pair.substring(0, equals), decode(pair.substring(equals + 1)));
            }
        }
        return new Handshake(path.substring(PATH.length()), Map.copyOf(query));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
