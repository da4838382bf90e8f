// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rate limits, all in calls a minute; a caller that was quiet may spend a minute's worth at once. They protect the server
 * from one client and leave ordinary use alone, so they are far above Slack's own.
 *
 * @param posting per app; {@code postingPerChannel} besides, per app and channel
 * @param methods limits of single methods instead of their tier's, by method name
 * @param failedAuth calls with a bad token, per client address
 */
public record LimitSettings(
        @DefaultValue("60") int tier1,
        @DefaultValue("600") int tier2,
        @DefaultValue("3000") int tier3,
        @DefaultValue("6000") int tier4,
        @DefaultValue("12000") int special,
        @DefaultValue("20000") int posting,
        @DefaultValue("12000") int postingPerChannel,
        @DefaultValue Map<String, Integer> methods,
        @DefaultValue("300") int failedAuth) {

    public LimitSettings {
        for (int limit : new int[] {tier1, tier2, tier3, tier4, special, posting, postingPerChannel, failedAuth}) {
            require(limit);
        }
        methods.values().forEach(LimitSettings::require);
        methods = Map.copyOf(methods);
    }

    /** Calls a minute of the method. */
    public int of(String method, Tier tier) {
        Integer own = methods.get(method);
        if (own != null) return own;
        return switch (tier) {
            case TIER1 -> tier1;
            case TIER2 -> tier2;
            case TIER3 -> tier3;
            case TIER4 -> tier4;
            case SPECIAL -> special;
            case POSTING -> posting;
        };
    }

    private static void require(int limit) {
        if (limit < 1) throw new IllegalArgumentException("hansard.edge.limits: a limit is at least 1 call a minute");
    }
}
