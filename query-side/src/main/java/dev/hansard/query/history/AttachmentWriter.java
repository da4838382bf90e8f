// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.query.history.TimelineBatch.Key;
import dev.hansard.query.history.TimelineBatch.Pin;
import dev.hansard.query.history.TimelineBatch.ReactionKey;
import dev.hansard.query.history.TimelineBatch.Scheduled;
import dev.hansard.query.history.TimelineBatch.ScheduledKey;
import dev.hansard.query.write.Batches;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Writes what hangs on messages, and messages that are still to come. */
final class AttachmentWriter {
    private static final String REACT = """
            INSERT INTO ${reaction} (channel, ts, name, user, position) VALUES (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE position = VALUES(position)""";
    private static final String UNREACT =
            "DELETE FROM ${reaction} WHERE channel = ? AND ts = ? AND name = ? AND user = ?";
    private static final String PIN = """
            INSERT INTO ${pin} (channel, ts, pinned_by, pinned_at) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE pinned_by = VALUES(pinned_by), pinned_at = VALUES(pinned_at)""";
    private static final String UNPIN = "DELETE FROM ${pin} WHERE channel = ? AND ts = ?";
    private static final String SCHEDULE = """
            INSERT INTO ${scheduled} (channel, scheduled, person, post_at, created, position) VALUES (?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE position = VALUES(position)""";
    private static final String UNSCHEDULE = "DELETE FROM ${scheduled} WHERE channel = ? AND scheduled = ?";

    private final Batches rows;

    AttachmentWriter(Batches rows) {
        this.rows = rows;
    }

    void write(TimelineBatch batch) throws SQLException {
        for (Map.Entry<ReactionKey, Optional<Long>> entry : batch.reactions.entrySet()) {
            ReactionKey key = entry.getKey();
            if (entry.getValue().isEmpty()) rows.add(UNREACT, key.channel(), key.ts(), key.name(), key.user());
        }
        for (Map.Entry<ReactionKey, Optional<Long>> entry : batch.reactions.entrySet()) {
            ReactionKey key = entry.getKey();
            if (entry.getValue().isPresent()) {
                rows.add(
                        REACT,
                        key.channel(),
                        key.ts(),
                        key.name(),
                        key.user(),
                        entry.getValue().get());
            }
        }
        for (Map.Entry<Key, Optional<Pin>> entry : batch.pins.entrySet()) pin(entry.getKey(), entry.getValue());
        for (Map.Entry<ScheduledKey, Optional<Scheduled>> entry : batch.scheduled.entrySet()) {
            schedule(entry.getKey(), entry.getValue());
        }
        rows.flush();
    }

    private void pin(Key key, Optional<Pin> now) throws SQLException {
        if (now.isEmpty()) {
            rows.add(UNPIN, key.channel(), key.ts());
        } else {
            rows.add(PIN, key.channel(), key.ts(), now.get().by(), now.get().at());
        }
    }

    private void schedule(ScheduledKey key, Optional<Scheduled> now) throws SQLException {
        if (now.isEmpty()) {
            rows.add(UNSCHEDULE, key.channel(), key.scheduled());
        } else {
            Scheduled due = now.get();
            rows.add(
                    SCHEDULE,
                    key.channel(),
                    key.scheduled(),
                    due.person(),
                    due.postAt(),
                    due.created(),
                    due.position());
        }
    }
}
