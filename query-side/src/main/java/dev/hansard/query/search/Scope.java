// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import dev.hansard.api.ChannelId;
import java.util.Set;

/**
 * What may be found at all, decided by who asks and not by the query. Every adapter applies it as a filter beside the
 * condition, so that hits, totals, scores' order and paging know nothing outside of it.
 *
 * <p>A compliance role sees by another right than membership. Its scope is another permitted record here; adapters
 * switch over this type without default, so adding it breaks their compile where it has to be thought of.
 */
public sealed interface Scope {
    /** Exactly the conversations that a person sees at this moment; an empty set finds nothing. */
    record Visible(Set<ChannelId> channels) implements Scope {
        public Visible {
            channels = Set.copyOf(channels);
        }
    }
}
