// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import dev.hansard.api.Erasure;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the way of erasure: legal holds and statutory minimums. Every bean of this type is asked inside the command,
 * right before the event; if one objects, or throws, nothing is erased. It is asked again for each repetition of a command,
 * and must answer from what is durable now.
 */
public interface ErasureGuard {
    /**
     * What is to be erased.
     *
     * @param stream the stream of the events whose content would go: a conversation, a person, or a workspace
     * @param sequences their places in it
     * @param ts the message that they are about; null for topics, purposes, profiles and scheduled messages
     * @param author who wrote it
     * @param erasure on what ground
     */
    record Subject(
            String stream, List<Long> sequences, @Nullable Ts ts, UserId author, Erasure erasure) {}

    /** What stands against it, short and for the operator to read, such as the name of a hold; null if nothing does. */
    @Nullable
    String objection(Subject subject);
}
