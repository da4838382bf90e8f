// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.query.directory.DirectoryProjection;
import dev.hansard.query.history.TimelineProjection;
import java.util.List;

/** The read models that answers to searches come from, beside the index. */
final class Reads {
    /** Tells who may see what: whoever left a conversation a moment ago has left it here. */
    static final List<String> DIRECTORY = List.of(DirectoryProjection.NAME);

    /** Tells what has become of a hit. */
    static final List<String> TIMELINE = List.of(TimelineProjection.NAME);

    private Reads() {}
}
