// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.overload;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From how many calls under way in this process on something is left out.
 *
 * @param notices who is typing and who is there
 * @param search searches
 * @param reads all other calls that change nothing
 */
@ConfigurationProperties("hansard.overload")
public record OverloadSettings(
        @DefaultValue("1000") int notices,
        @DefaultValue("2000") int search,
        @DefaultValue("4000") int reads) {
    public OverloadSettings {
        if (notices < 1 || search < notices || reads < search) {
            throw new IllegalArgumentException("hansard.overload: notices, search and reads rise, from 1");
        }
    }
}
