// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.DirectoryQueries.FindWorkspace;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.edge.auth.WorkspaceCache;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What {@code rtm.connect} tells of the workspace, kept for the thousands who ask at once after a server went away. */
@Component
final class RtmTeams {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final Queries queries;
    private final WorkspaceCache<WorkspaceId, WorkspaceView> known = new WorkspaceCache<>(KEPT, MOST);
    private final CommitFeed.Subscription subscription;

    RtmTeams(Queries queries, CommitFeed feed) {
        this.queries = queries;
        this.subscription = feed.subscribe(this::committed);
    }

    WorkspaceView of(WorkspaceId workspace) {
        return Objects.requireNonNull(
                known.get(workspace, workspace, () -> queries.<WorkspaceView>ask(new FindWorkspace(workspace))));
    }

    private void committed(int shard, List<CommittedEvent> events) {
        for (CommittedEvent committed : events) {
            if (committed.event() instanceof WorkspaceEvents event) known.changed(event.workspace());
        }
    }

    @PreDestroy
    void close() {
        subscription.close();
    }
}
