// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.query.directory.DirectoryProjection;
import java.util.List;

/** The read models that answers about messages come from. */
final class Reads {
    /** The directory tells who may read. */
    static final List<String> MESSAGES = List.of(TimelineProjection.NAME, DirectoryProjection.NAME);

    private Reads() {}
}
