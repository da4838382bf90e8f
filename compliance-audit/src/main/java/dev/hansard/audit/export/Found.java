// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.Ts;
import java.util.List;

/** What the record holds at one ts of a conversation. */
public sealed interface Found {
    Ts ts();

    /** @param item readable at least in part */
    record Readable(Item item) implements Found {
        @Override
        public Ts ts() {
            return item.ts();
        }
    }

    /** A message that should be there but of which no first event can be read. */
    record Unreadable(Ts ts, List<Long> positions) implements Found {}
}
