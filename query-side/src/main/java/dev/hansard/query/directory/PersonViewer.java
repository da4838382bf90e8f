// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.HasContent;
import dev.hansard.api.Profile;
import dev.hansard.api.Views.PersonView;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts people's rows and the events that hold their profiles together. Call it without holding a connection. */
@Component
class PersonViewer {
    private final EventLog log;

    PersonViewer(EventLog log) {
        this.log = log;
    }

    List<PersonView> view(int shard, List<PersonRow> rows) {
        if (rows.isEmpty()) return List.of();
        Map<Long, CommittedEvent> events =
                log.at(shard, rows.stream().map(PersonRow::profilePosition).toList());
        return rows.stream()
                .map(row -> view(row, profile(events.get(row.profilePosition()))))
                .toList();
    }

    private static PersonView view(PersonRow row, Profile profile) {
        return new PersonView(
                row.key(),
                row.handle(),
                row.role(),
                row.deactivated(),
                row.bot(),
                profile,
                row.updated(),
                row.snoozeUntil(),
                row.away());
    }

    private static Profile profile(@Nullable CommittedEvent event) {
        return event != null
                        && event.event() instanceof HasContent<?> written
                        && written.content() instanceof Profile profile
                ? profile
                : Profile.ERASED;
    }
}
