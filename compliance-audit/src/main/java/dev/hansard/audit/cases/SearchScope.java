// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.cases;

import dev.hansard.api.CaseQueries.SearchView;
import dev.hansard.api.CaseScope;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.audit.export.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a case's search asks for, as exports are asked for it. */
public final class SearchScope {
    private SearchScope() {}

    /** Refuses with {@code search_not_found} where its words cannot be read any more: without them it would find more. */
    public static Scope of(SearchView search) {
        Rejection.unless(!search.words() || search.keyword() != null, ErrorCode.SEARCH_NOT_FOUND);
        CaseScope asked = search.scope();
        return new Scope(
                asked.channels(),
                asked.authors(),
                asked.custodians(),
                instant(asked.from()),
                instant(asked.until()),
                search.keyword());
    }

    private static @Nullable Instant instant(@Nullable Ts ts) {
        if (ts == null) return null;
        return Instant.ofEpochSecond(ts.seconds(), Math.floorMod(ts.micros(), 1_000_000L) * 1_000L);
    }
}
