// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Turns what people write and what they search for into the same tokens, for every search engine alike. */
@NullMarked
package dev.hansard.query.search.analysis;

import org.jspecify.annotations.NullMarked;
