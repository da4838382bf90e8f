// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * What was written about a case; it may be privileged, and is sealed like what members write.
 *
 * @param name of the case, null where it does not change
 * @param reason why this was done, null where none was given
 * @param keyword what was searched for, null for everything
 */
public record CaseText(
        @Nullable String name,
        @Nullable String reason,
        @Nullable String keyword) implements Written {}
