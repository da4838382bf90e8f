// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * What a message says. The JSON parts are kept as the validated JSON text that the author sent.
 *
 * @param text the text in Slack's mrkdwn, escaped as on the wire; may be empty when there are blocks or attachments
 * @param blocks JSON array, or null
 * @param attachments JSON array with ids and fallbacks filled in, or null
 * @param metadata JSON object {@code {event_type, event_payload}}, or null
 * @param username display name override of a bot's post, or null
 * @param icons JSON object {@code {emoji}} or {@code {image_48}}, or null
 * @param extra JSON object with further fields of an imported message (files, …) shown unchanged, or null
 */
public record MessageContent(
        String text,
        @Nullable String blocks,
        @Nullable String attachments,
        @Nullable String metadata,
        @Nullable String username,
        @Nullable String icons,
        @Nullable String extra)
        implements Written {
    /** What is shown where the content was erased. */
    public static final MessageContent ERASED = ofText("");

    public static MessageContent ofText(String text) {
        return new MessageContent(text, null, null, null, null, null, null);
    }
}
