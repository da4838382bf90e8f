// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** A conversation together with its workspace; its text form {@code T…/C…} is the id of the channel's event stream. */
public record ChannelKey(WorkspaceId workspace, ChannelId channel) {
    public static ChannelKey of(String workspace, String channel) {
        return new ChannelKey(new WorkspaceId(workspace), new ChannelId(channel));
    }

    /** Reads the text form; throws {@link IllegalArgumentException} if it is not one. */
    public static ChannelKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("not a channel key: " + text);
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return workspace.value() + '/' + channel.value();
    }
}
