// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person wrote, as a hold looks at it.
 *
 * @param channel where; null for a profile
 * @param direct whether that is a direct message
 * @param posted when
 * @param texts what it says in all its versions; null when that cannot be told now
 */
public record Item(
        @Nullable ChannelKey channel,
        boolean direct,
        Ts posted,
        UserId author,
        Supplier<@Nullable List<String>> texts) {}
