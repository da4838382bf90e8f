// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import tools.jackson.databind.node.ObjectNode;

/** A frame that still lacks its cursor. */
record Draft(Audience audience, ObjectNode json) {}
