// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** From the committed event to the sessions of those who may see it, live and when they come back. */
@NullMarked
package dev.hansard.edge.fanout;

import org.jspecify.annotations.NullMarked;
