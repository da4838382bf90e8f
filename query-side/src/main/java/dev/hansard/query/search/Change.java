// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

/**
 * What happens to a document. Its version is the position of the newest event about the message that it includes: a
 * change never takes effect over one with the same or a higher version.
 */
public sealed interface Change {
    MessageKey key();

    long version();

    /** The message is as told: new, or instead of what was indexed of it. */
    record Put(IndexedMessage message, long version) implements Change {
        @Override
        public MessageKey key() {
            return message.key();
        }
    }

    /** The message is not to be found any more: deleted, erased or retained away. */
    record Remove(MessageKey key, long version) implements Change {}
}
