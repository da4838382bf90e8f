// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Identifiers of Axon's messages: unique and in order within the process, unique over processes by a random prefix. Axon's
 * own are random UUIDs, and several a command kept threads waiting for the system's source of secure randomness.
 */
public final class MessageIdentifiers extends IdentifierFactory {
    private static final String PROCESS = UUID.randomUUID().toString().substring(0, 18) + '-';

    private final AtomicLong next = new AtomicLong();

    @Override
    public String generateIdentifier() {
        return PROCESS + Long.toString(next.incrementAndGet(), Character.MAX_RADIX);
    }
}
