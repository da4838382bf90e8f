// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.edge.transport.EncodedFrame;

/** A frame and who it is for. */
record Outgoing(Audience audience, EncodedFrame frame) {}
