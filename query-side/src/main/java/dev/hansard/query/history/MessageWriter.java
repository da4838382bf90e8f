// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.query.history.TimelineBatch.Edit;
import dev.hansard.query.history.TimelineBatch.Key;
import dev.hansard.query.history.TimelineBatch.Message;
import dev.hansard.query.write.Batches;
import java.sql.SQLException;
import java.util.Map;

/** Writes the messages themselves. A redelivered message leaves what happened to it since as it is. */
final class MessageWriter {
    private static final String INSERT = """
            INSERT INTO ${message} (channel, ts, thread_ts, shown, author, position) VALUES (?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE position = VALUES(position)""";

    private static final String EDIT = """
            UPDATE ${message} SET edit_position = ?, shown = IF(? = 1 AND deleted = 0, 1, shown)
            WHERE channel = ? AND ts = ?""";

    private static final String DELETE = "UPDATE ${message} SET deleted = 1, shown = 0 WHERE channel = ? AND ts = ?";

    private final Batches rows;

    MessageWriter(Batches rows) {
        this.rows = rows;
    }

    /** Deleted roots are hidden here; {@link ThreadWriter} shows those whose thread lives. */
    void write(TimelineBatch batch) throws SQLException {
        for (Map.Entry<Key, Message> entry : batch.messages.entrySet()) {
            Key key = entry.getKey();
            Message message = entry.getValue();
            rows.add(
                    INSERT,
                    key.channel(),
                    key.ts(),
                    message.thread(),
                    message.shown(),
                    message.author(),
                    message.position());
        }
        for (Map.Entry<Key, Edit> entry : batch.edits.entrySet()) {
            Key key = entry.getKey();
            Edit edit = entry.getValue();
            rows.add(EDIT, edit.position(), edit.broadcast(), key.channel(), key.ts());
        }
        for (Key key : batch.deletions.keySet()) rows.add(DELETE, key.channel(), key.ts());
        rows.flush();
    }
}
