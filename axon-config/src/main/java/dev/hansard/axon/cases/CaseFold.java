// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cases;

import dev.hansard.api.CaseEvents;
import dev.hansard.api.CaseQueries.Requested;
import dev.hansard.api.CaseQueries.SearchView;
import dev.hansard.api.CaseText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the events of {@code T…/M0} into cases, one after the other. Not safe for many threads. */
public final class CaseFold {
    private final Map<String, CaseFile> files = new LinkedHashMap<>();
    private long sequence = -1;

    public void on(CaseEvents event, long at, Instant time) {
        sequence = at;
        long now = time.getEpochSecond();
        if (event instanceof CaseEvents.CaseOpened e) files.put(e.caseId(), opened(e, now));
        else files.computeIfPresent(event.caseId(), (id, file) -> on(event, file, now));
    }

    private static CaseFile on(CaseEvents event, CaseFile file, long now) {
        return switch (event) {
            case CaseEvents.CaseOpened e -> file;
            case CaseEvents.CaseRoleRequested e -> file.requested(new Requested(e.user(), e.role(), e.by()));
            case CaseEvents.CaseRoleGranted e -> file.role(e.user(), e.role());
            case CaseEvents.CaseRoleRevoked e -> file.role(e.user(), null);
            case CaseEvents.HoldAttached e -> file.hold(e.hold());
            case CaseEvents.CaseSearched e -> file.search(search(e, now));
            case CaseEvents.CaseClosed e -> file.ended();
            case CaseEvents.CaseReopened e -> file.reopened();
        };
    }

    /** The cases as they stand now. */
    public Cases cases() {
        return new Cases(sequence, Collections.unmodifiableMap(new LinkedHashMap<>(files)));
    }

    long sequence() {
        return sequence;
    }

    private static CaseFile opened(CaseEvents.CaseOpened e, long now) {
        @Nullable CaseText text = e.content();
        String name = text == null ? null : text.name();
        String reason = text == null ? null : text.reason();
        return CaseFile.of(e.caseId(), name, reason, e.by(), now);
    }

    private static SearchView search(CaseEvents.CaseSearched e, long now) {
        @Nullable CaseText text = e.content();
        String keyword = text == null ? null : text.keyword();
        return new SearchView(e.search(), e.scope(), e.words(), keyword, e.position(), e.by(), now);
    }
}
