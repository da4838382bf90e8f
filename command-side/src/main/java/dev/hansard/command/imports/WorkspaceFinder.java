// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.Actor;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceCommands.FoundWorkspace;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the workspace that an archive goes to, or founds it. */
final class WorkspaceFinder {
    private static final int MAX_DOMAIN = 40;
    private static final int DOMAINS_TRIED = 20;

    private final Commands commands;
    private final Queries queries;
    private final Clock clock;

    WorkspaceFinder(Commands commands, Queries queries, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.clock = clock;
    }

    record Found(WorkspaceId id, boolean founded) {}

    /**
     * @param original the id that the archive's people had; kept if it is free here
     * @param region of a workspace that is founded; null for any
     */
    Found findOrFound(String name, @Nullable WorkspaceId original, @Nullable String region) throws ImportStopped {
        try {
            WorkspaceView present = queries.ask(new FindWorkspaceByName(name));
            if (present != null) return new Found(present.id(), false);
            boolean keep = original != null && queries.ask(new FindWorkspaceByName(original.value())) == null;
            WorkspaceId id = keep && original != null ? original : Ids.newWorkspace();
            found(id, name, region);
            return new Found(id, true);
        } catch (Rejection e) {
            boolean absent = e.code() == ErrorCode.SERVICE_UNAVAILABLE;
            throw new ImportStopped(
                    absent ? ImportStopped.UNAVAILABLE : "refused_" + e.code().wire());
        }
    }

    private void found(WorkspaceId id, String name, @Nullable String region) {
        String domain = domain(name);
        for (int i = 1; ; i++) {
            String tried = i == 1 ? domain : domain + '-' + i;
            try {
                long created = clock.instant().getEpochSecond();
                commands.<@Nullable Void>sendAndWait(
                        new FoundWorkspace(id, name, tried, created, region, Actor.OPERATOR), Commands.Origin.PLATFORM);
                return;
            } catch (Rejection e) {
                if (e.code() != ErrorCode.DOMAIN_TAKEN || i == DOMAINS_TRIED) throw e;
            }
        }
    }

    /** A host name's label out of any name. */
    private static String domain(String name) {
        String label = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = label.substring(0, Math.min(label.length(), MAX_DOMAIN)).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? "workspace" : cut;
    }
}
