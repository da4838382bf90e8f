// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erases;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.CommittedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the entries of the audit trail in the record. */
@Component
public class TrailProjection implements Projection {
    public static final String NAME = "trail";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> ddl() {
        return TrailSchema.DDL;
    }

    @Override
    public boolean concerns(DomainEvent event) {
        return switch (event) {
            case MessageEvents.MessageEdited e -> true;
            case MessageEvents.MessageDeleted e -> true;
            case Erases e -> true;
            case MessageEvents e -> false;
            case PersonEvents.ProfileChanged e -> true;
            case PersonEvents e -> false;
            case DomainEvent e -> true;
        };
    }

    @Override
    public void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException {
        List<CommittedEvent> concerned =
                events.stream().filter(each -> concerns(each.event())).toList();
        var batch = new TrailBatch(tables, connection);
        batch.load(concerned);
        for (CommittedEvent event : concerned) batch.add(event);
        batch.write();
    }
}
