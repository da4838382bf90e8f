// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rate limits as a service of all edges together.
 *
 * @param shared whether the edges count together
 * @param slack how much of a limit, in percent and at least one call, an edge may grant before it tells the others
 * @param sync after what time an edge asks how much the others have granted
 * @param patience longest wait for the shared buckets
 * @param pause how long they are left alone when they do not answer
 * @param workspace calls a minute within one workspace, 0 for no limit
 * @param person calls a minute of one person or app over all methods, 0 for no limit
 * @param address calls a minute from one address, 0 for no limit
 * @param apps limits of single apps by app id, then by method; {@code *} is all other methods
 * @param whenAway what counts while the shared buckets do not answer, by kind; {@code OPEN} where nothing is said
 */
@ConfigurationProperties("hansard.limits")
public record SharedLimitSettings(
        @DefaultValue("auto") Sharing shared,
        @DefaultValue("5") int slack,
        @DefaultValue("5s") Duration sync,
        @DefaultValue("500ms") Duration patience,
        @DefaultValue("2s") Duration pause,
        @DefaultValue("0") int workspace,
        @DefaultValue("0") int person,
        @DefaultValue("0") int address,
        @DefaultValue Map<String, Map<String, Integer>> apps,
        @DefaultValue Map<LimitKind, WhenAway> whenAway) {

    /** When edges count together. */
    public enum Sharing {
        /** While there is more than one. */
        AUTO,
        ALWAYS,
        /** Each for itself. */
        NEVER
    }

    /** What counts while the shared buckets do not answer. */
    public enum WhenAway {
        /** The edge counts for itself. */
        OPEN,
        /** Nothing is let through. */
        CLOSED
    }

    public SharedLimitSettings {
        require(slack >= 1 && slack <= 100, "slack must lie between 1 and 100");
        require(sync.toMillis() >= 100 && sync.toSeconds() <= 60, "sync must lie between 100ms and 60s");
        require(patience.toMillis() >= 250 && patience.toSeconds() <= 10, "patience must lie between 250ms and 10s");
        require(pause.toMillis() >= 100 && pause.toSeconds() <= 60, "pause must lie between 100ms and 60s");
        require(workspace >= 0 && person >= 0 && address >= 0, "a limit is not negative");
        for (Map<String, Integer> app : apps.values()) {
            for (int limit : app.values()) require(limit >= 1, "an app's limit is at least 1 call a minute");
        }
        apps = Map.copyOf(apps);
        whenAway = Map.copyOf(whenAway);
    }

    /** Counting goes on at each edge unless something else is set: that bounds guessing too, and locks nobody out. */
    WhenAway whenAway(LimitKind kind) {
        return whenAway.getOrDefault(kind, WhenAway.OPEN);
    }

    /** The app's own limit of the method, or null. */
    @Nullable
    Integer ofApp(String app, String method) {
        Map<String, Integer> own = apps.get(app);
        if (own == null) own = apps.get(app.toLowerCase(Locale.ROOT));
        if (own == null) return null;
        Integer limit = own.get(method);
        return limit != null ? limit : own.get("*");
    }

    /** Calls that an edge may grant of such a limit before it tells the others. */
    long slackOf(int perMinute) {
        return Math.max(1, (long) perMinute * slack / 100);
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException("hansard.limits: " + message);
    }
}
