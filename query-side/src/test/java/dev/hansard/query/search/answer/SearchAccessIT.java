// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.query.testing.QuerySide;
import org.junit.jupiter.api.BeforeAll;

/** With the embedded index. */
class SearchAccessIT extends SearchAccessContract {
    @BeforeAll
    static void start() {
        start(new QuerySide(), VIEWERS);
    }
}
