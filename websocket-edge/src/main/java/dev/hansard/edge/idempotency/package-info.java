// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Calls that are carried out once, however often they are sent. */
@NullMarked
package dev.hansard.edge.idempotency;

import org.jspecify.annotations.NullMarked;
