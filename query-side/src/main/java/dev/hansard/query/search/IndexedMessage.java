// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is indexed. Nothing of it is stored for display: hits are shown from the record, and what is forgotten
 * there leaves the index with its document.
 *
 * @param thread the root's ts when it is a reply, else null
 */
public record IndexedMessage(
        MessageKey key, UserId author, @Nullable Ts thread, AnalysedText text, Set<Fact> facts) {
    public IndexedMessage {
        facts = Set.copyOf(facts);
    }
}
