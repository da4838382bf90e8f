// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** Identity of a conversation within its workspace: {@code C} channel, {@code G} group DM, {@code D} direct message. */
public record ChannelId(String value) {
    public ChannelId {
        Ids.require(value, "CGD");
    }

    @Override
    public String toString() {
        return value;
    }
}
