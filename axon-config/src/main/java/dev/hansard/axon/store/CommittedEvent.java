// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.DomainEvent;
import java.time.Instant;

/**
 * An event that is durable.
 *
 * @param shard the shard that stores it
 * @param position its place in the shard's global order: 1, 2, 3, … without gaps
 * @param sequence its place in its own stream, from 0 without gaps
 * @param at when it was written, by the writing server's clock; not an order
 */
public record CommittedEvent(
        int shard, long position, String stream, long sequence, Instant at, EventMeta meta, DomainEvent event) {}
