// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.axon.store.RawEvent;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the log holds of an event whose workspace went to another shard: the same as before, from what the row keeps of it.
 * So a log can be compared with such a row, and made anew from it.
 */
final class DepartedLeaf {
    /** Stored name of {@link dev.hansard.api.PlacementEvents.EventDeparted}. */
    static final String TYPE = "event.departed";

    private static final JsonMapper JSON = new JsonMapper();
    private static final HexFormat HEX = HexFormat.of();

    private DepartedLeaf() {}

    /** Null for a row that is anything else, or makes no sense. */
    static @Nullable Leaf of(int shard, RawEvent row) {
        if (!row.type().equals(TYPE)) return null;
        try {
            JsonNode kept = JSON.readTree(row.facts());
            JsonNode subject = kept.get("subject");
            return new Leaf(
                    shard,
                    row.position(),
                    row.workspace(),
                    kept.required("stream").asString(),
                    kept.required("sequence").asLong(),
                    kept.required("type").asString(),
                    kept.required("revision").asInt(),
                    row.atMicros(),
                    subject == null ? null : subject.asLong(),
                    hash(kept, "once"),
                    HEX.parseHex(kept.required("meta").asString()),
                    HEX.parseHex(kept.required("facts").asString()),
                    hash(kept, "sealed"));
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] hash(JsonNode kept, String name) {
        JsonNode found = kept.get(name);
        return found == null ? null : HEX.parseHex(found.asString());
    }
}
