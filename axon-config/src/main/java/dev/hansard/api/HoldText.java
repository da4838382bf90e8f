// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lawyer wrote about a hold; it may be privileged, and is sealed like what members write.
 *
 * @param name of the matter, null where it does not change
 * @param reason why this was done
 * @param queries words or phrases; a message is covered when one of its versions has one of them. Empty for all messages
 */
public record HoldText(@Nullable String name, String reason, List<String> queries) implements Written {
    public HoldText {
        queries = List.copyOf(queries);
    }
}
