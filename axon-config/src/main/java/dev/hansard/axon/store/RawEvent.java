// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import org.jspecify.annotations.Nullable;

/**
 * A row of the record as it is stored, not decoded and not decrypted.
 *
 * @param atMicros microseconds since the epoch
 * @param subject ts of the message it is about, in microseconds
 * @param onceKey hash of what may happen once in the stream
 * @param content what a person wrote, as the content vault sealed it
 */
public record RawEvent(
        long position,
        String workspace,
        String stream,
        long sequence,
        String type,
        int revision,
        long atMicros,
        @Nullable Long subject,
        byte @Nullable [] onceKey,
        byte[] meta,
        byte[] facts,
        byte @Nullable [] content) {}
