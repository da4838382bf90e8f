// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

/** The keys of one shard's content, as the vault needs them. */
interface Keys {
    GroupKeys groups();

    /** Up to which position of the shard's record all erasures have been carried out. */
    long destroyedUpTo();

    void destroyedUpTo(long position);

    void close();
}
