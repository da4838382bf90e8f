// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.query.write.Batches;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What is in each channel's timeline, as facts and the positions of the events that hold the content. A batch is first
 * folded in memory, so that each row is written once however much happened to it.
 */
@Component
public class TimelineProjection implements Projection {
    public static final String NAME = "timeline";

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
        return TimelineSchema.DDL;
    }

    @Override
    public boolean readsContent() {
        return false;
    }

    @Override
    public void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException {
        var batch = new TimelineBatch();
        for (CommittedEvent event : events) batch.add(event);
        try (var rows = new Batches(tables, connection)) {
            new MessageWriter(rows).write(batch);
            new ThreadWriter(rows).write(batch);
            new AttachmentWriter(rows).write(batch);
        }
    }
}
