// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The message index in the process itself, on Lucene. */
@NullMarked
package dev.hansard.query.search.lucene;

import org.jspecify.annotations.NullMarked;
