// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The client door: WebSocket, Web API, long poll. */
@NullMarked
package dev.hansard.edge;

import org.jspecify.annotations.NullMarked;
