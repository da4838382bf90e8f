// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of moves between shards.
 *
 * @param pause how long what is written to a workspace may wait at its switch; when that is not enough, the move copies on
 *     and tries again
 * @param pauses how many such tries a move has
 * @param linger how long the source keeps what it has after the switch, for those who are still reading there; at least as
 *     long as processes believe in a placement
 * @param look how often a process looks for moves to work on
 */
@ConfigurationProperties("hansard.shards")
public record MoveSettings(
        @DefaultValue("5s") Duration pause,
        @DefaultValue("5") int pauses,
        @DefaultValue("10s") Duration linger,
        @DefaultValue("500ms") Duration look) {
    private static final Duration SHORTEST_LINGER = Duration.ofSeconds(3);

    public MoveSettings {
        if (!pause.isPositive()) throw new IllegalArgumentException("hansard.shards.pause must be positive");
        if (pauses < 1) throw new IllegalArgumentException("hansard.shards.pauses must be positive");
        if (linger.compareTo(SHORTEST_LINGER) < 0) {
            throw new IllegalArgumentException("hansard.shards.linger must be at least " + SHORTEST_LINGER);
        }
        if (!look.isPositive()) throw new IllegalArgumentException("hansard.shards.look must be positive");
    }

    /** The defaults. */
    public static MoveSettings defaults() {
        return new MoveSettings(Duration.ofSeconds(5), 5, Duration.ofSeconds(10), Duration.ofMillis(500));
    }
}
