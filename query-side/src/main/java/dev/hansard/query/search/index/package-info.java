// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Follows the record and keeps the message index up with it. */
@NullMarked
package dev.hansard.query.search.index;

import org.jspecify.annotations.NullMarked;
