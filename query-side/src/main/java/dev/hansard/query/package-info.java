// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Projections, and the handlers that answer from them. */
@NullMarked
package dev.hansard.query;

import org.jspecify.annotations.NullMarked;
