// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** WebSocket by Spring on the main port, for places that can open only one. */
@NullMarked
package dev.hansard.edge.transport.spring;

import org.jspecify.annotations.NullMarked;
