// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.serial;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import tools.jackson.databind.json.JsonMapper;

/** Writes an aggregate's fields down. A snapshot is a shortcut and may be thrown away at any time; it holds no content. */
public final class SnapshotCodec {
    private final JsonMapper mapper = EventJson.base()
            .changeDefaultVisibility(visibility -> visibility
                    .withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                    .withVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY))
            .build();

    public byte[] encode(Object aggregate) {
        return mapper.writeValueAsBytes(aggregate);
    }

    public <T> T decode(byte[] stored, Class<T> type) {
        return mapper.readValue(stored, type);
    }
}
