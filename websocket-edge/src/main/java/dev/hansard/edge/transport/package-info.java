// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** What carries frames to and from a client, whichever server does it, and the frames themselves. */
@NullMarked
package dev.hansard.edge.transport;

import org.jspecify.annotations.NullMarked;
