// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** How handlers read: caught up, on one connection, from the tables that serve now. */
@NullMarked
package dev.hansard.query.read;

import org.jspecify.annotations.NullMarked;
