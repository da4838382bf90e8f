// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.WorkspaceId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did. It names ids and files, never what anybody wrote.
 *
 * @param workspace where the archive went; null if it was refused before there was one
 * @param founded the workspace is new
 * @param complete the archive was read to its end, and every message in it is counted below as imported, already there
 *     or skipped; false when the import was interrupted or part of the archive could not be read
 * @param stopped why it ended before the end of the archive ({@code interrupted}, {@code service_unavailable}, or a
 *     reason that refuses the whole archive), or null
 * @param people those of the archive, and those that only its messages know
 * @param channels conversations in the order in which they were read
 * @param skipped by reason
 * @param took from start to end
 */
public record ImportReport(
        @Nullable WorkspaceId workspace,
        String workspaceName,
        boolean founded,
        boolean complete,
        @Nullable String stopped,
        Count people,
        List<Channel> channels,
        List<Skipped> skipped,
        Duration took) {

    /** {@code inArchive = imported + alreadyThere + skipped}, unless the import ended early. */
    public record Count(long inArchive, long imported, long alreadyThere, long skipped) {
        static final Count NONE = new Count(0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(
                    inArchive + other.inArchive,
                    imported + other.imported,
                    alreadyThere + other.alreadyThere,
                    skipped + other.skipped);
        }
    }

    /**
     * @param id the conversation here; null if the archive's own was unusable
     * @param folder its folder in the archive
     * @param name the name it has now; null for direct messages and when it was refused
     * @param complete it was read to its end without damage
     */
    public record Channel(
            @Nullable ChannelId id,
            String folder,
            ChannelKind kind,
            @Nullable String name,
            Count messages,
            boolean complete) {}

    /**
     * @param reason a code; {@code refused_…} when the domain's rules said no
     * @param meaning the same in words
     * @param examples some of the files and ids concerned
     */
    public record Skipped(String reason, String meaning, long count, List<String> examples) {}

    /** All conversations together. */
    public Count messages() {
        return channels.stream().map(Channel::messages).reduce(Count.NONE, Count::plus);
    }
}
