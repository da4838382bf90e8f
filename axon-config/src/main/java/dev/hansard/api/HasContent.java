// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * An event that carries something a person wrote.
 *
 * @param <C> the kind of content
 */
public sealed interface HasContent<C extends Written>
        permits WorkspaceEvents.PersonJoined,
                PersonEvents.ProfileChanged,
                AuditEvents.ActionRecorded,
                PreservationEvents.HoldCreated,
                PreservationEvents.HoldExtended,
                PreservationEvents.HoldReleased,
                PreservationEvents.HoldReactivated,
                CaseEvents.CaseOpened,
                CaseEvents.CaseSearched,
                CaseEvents.CaseClosed,
                CaseEvents.CaseReopened,
                ChannelEvents.TopicSet,
                ChannelEvents.PurposeSet,
                MessageEvents.MessagePosted,
                MessageEvents.MessageImported,
                MessageEvents.MessageEdited,
                MessageEvents.MessageScheduled {
    /** The content; null once it was erased. */
    @Nullable
    C content();

    /** The kind of content, known even when it was erased. */
    Class<C> contentType();

    /** The same facts with this content. */
    DomainEvent withContent(@Nullable C content);
}
