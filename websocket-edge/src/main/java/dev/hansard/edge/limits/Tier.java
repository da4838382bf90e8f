// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

/** Slack's rate tiers: how often a method may be called per workspace and app. */
public enum Tier {
    TIER1,
    TIER2,
    TIER3,
    TIER4,
    /** Cheap calls that clients make often, such as {@code auth.test}. */
    SPECIAL,
    /** Posting: limited per app and, besides, per channel. */
    POSTING
}
