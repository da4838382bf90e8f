// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import java.time.Duration;

/**
 * What a connection may use.
 *
 * @param frameBytes largest frame from a client
 * @param queueBytes most bytes that wait for a client
 * @param queueFrames most writes that wait for a client
 * @param closing how long a client may take to read what is queued and the close code
 * @param handshakes most sockets that have not become a WebSocket yet
 * @param unacknowledged how long what was sent may stay unacknowledged by the client's kernel, where the platform lets us say
 * @param deflate whether frames are compressed for clients that ask for it
 */
public record TransportLimits(
        int frameBytes,
        int queueBytes,
        int queueFrames,
        Duration closing,
        int handshakes,
        Duration unacknowledged,
        boolean deflate) {}
