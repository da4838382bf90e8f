// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;

/**
 * An event that ends content for ever. Once it is committed no process shows the content of the events that it names, and
 * their keys are destroyed soon after; facts, order and hashes of what was stored remain.
 */
public sealed interface Erases
        permits MessageEvents.MessageErased,
                MessageEvents.MessageRevisionsErased,
                MessageEvents.ScheduledMessageErased,
                ChannelEvents.ProseErased,
                PersonEvents.ProfilesErased,
                WorkspaceEvents.JoinedProfileErased {
    /** The places in this event's own stream of the events whose content is gone; ascending. */
    List<Long> sequences();

    Erasure erasure();
}
