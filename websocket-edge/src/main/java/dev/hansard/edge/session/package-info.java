// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** Who is connected: sessions, their limits, and where a client stands in the record. */
@NullMarked
package dev.hansard.edge.session;

import org.jspecify.annotations.NullMarked;
