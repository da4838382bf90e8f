// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import java.util.List;

/** The read models that answers about people and conversations come from. */
final class Reads {
    static final List<String> DIRECTORY = List.of(DirectoryProjection.NAME);

    private Reads() {}
}
