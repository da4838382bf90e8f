// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.query.write.Batches;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who and where, as facts and the positions of the events that hold profiles, topics and purposes. */
@Component
public class DirectoryProjection implements Projection {
    public static final String NAME = "directory";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> ddl() {
        return DirectorySchema.DDL;
    }

    @Override
    public boolean concerns(DomainEvent event) {
        return !(event instanceof MessageEvents || event instanceof AuditEvents);
    }

    @Override
    public boolean readsContent() {
        return false;
    }

    @Override
    public void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException {
        try (var rows = new Batches(tables, connection)) {
            var people = new PeopleWriter(rows);
            var channels = new ChannelWriter(rows);
            var credentials = new CredentialWriter(rows);
            var groups = new UsergroupWriter(rows);
            for (CommittedEvent event : events) {
                switch (event.event()) {
                    case WorkspaceEvents e -> people.write(event, e);
                    case PersonEvents e -> people.write(event, e);
                    case CredentialEvents e -> credentials.write(e);
                    case AuditEvents e -> {}
                    case PreservationEvents e -> {}
                    case CaseEvents e -> {}
                    case UsergroupEvents e -> groups.write(event, e);
                    case PlacementEvents e -> {}
                    case ChannelEvents e -> channels.write(event, e);
                    case MessageEvents e -> {}
                }
            }
            channels.countMembers();
            rows.flush();
        }
    }
}
