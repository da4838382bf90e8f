// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** How projections write: rows of the same statement travel together. */
@NullMarked
package dev.hansard.query.write;

import org.jspecify.annotations.NullMarked;
