// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import java.util.List;

/**
 * The same frames to the same connections.
 *
 * @param frames in order
 */
public record Delivery(List<EncodedFrame> frames, List<Connection> to) {}
