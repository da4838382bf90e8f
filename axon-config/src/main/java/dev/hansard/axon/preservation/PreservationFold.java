// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.PreservationEvents;
import dev.hansard.api.PreservationQueries.Decided;
import dev.hansard.api.PreservationQueries.ErasureRequest;
import dev.hansard.api.PreservationQueries.RunView;
import dev.hansard.api.RetentionScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the events of {@code T…/H0} into rules, one after the other. Not safe for many threads. */
public final class PreservationFold {
    private static final int RUNS_KEPT = 100;

    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<RetentionScope, List<Decided>> decided = new LinkedHashMap<>();
    private final Map<String, Decided> proposals = new LinkedHashMap<>();
    private final Map<String, ErasureRequest> requests = new LinkedHashMap<>();
    private final List<RunView> runs = new ArrayList<>();
    private long runPosition;
    private long fulfilled;
    private boolean released;
    private long sequence = -1;

    /** @param position in the shard, 0 where it does not matter */
    public void on(PreservationEvents event, long at, Instant time, long position) {
        sequence = at;
        long now = time.getEpochSecond();
        switch (event) {
            case PreservationEvents.HoldCreated e -> holds.put(e.hold(), hold(e, now));
            case PreservationEvents.HoldExtended e ->
                holds.computeIfPresent(e.hold(), (id, hold) -> hold.plus(e.added(), e.content()));
            case PreservationEvents.HoldReleased e -> {
                holds.computeIfPresent(e.hold(), (id, hold) -> hold.released(true));
                released = true;
            }
            case PreservationEvents.HoldReactivated e ->
                holds.computeIfPresent(e.hold(), (id, hold) -> hold.released(false));
            case PreservationEvents.RetentionProposed e ->
                proposals.put(e.change(), new Decided(e.change(), e.scope(), e.rule(), e.by(), null, null));
            case PreservationEvents.RetentionProposalCancelled e -> proposals.remove(e.change());
            case PreservationEvents.RetentionSet e -> set(e);
            case PreservationEvents.ErasureRequested e ->
                requests.put(e.request(), new ErasureRequest(e.request(), e.target(), e.erasure(), now));
            case PreservationEvents.ErasureFulfilled e -> {
                requests.remove(e.request());
                fulfilled++;
            }
            case PreservationEvents.RetentionRunStarted e -> {
                runs.add(new RunView(e.run(), e.cause(), e.by(), now, 0, null));
                if (runs.size() > RUNS_KEPT) runs.removeFirst();
                runPosition = position;
                released = false;
                fulfilled = 0;
            }
            case PreservationEvents.RetentionRunFinished e -> finish(e, now);
        }
    }

    /** The rules as they stand now. */
    public Preservation rules() {
        return new Preservation(
                sequence,
                java.util.Collections.unmodifiableMap(new LinkedHashMap<>(holds)),
                Map.copyOf(decided),
                java.util.Collections.unmodifiableMap(new LinkedHashMap<>(proposals)),
                java.util.Collections.unmodifiableMap(new LinkedHashMap<>(requests)),
                List.copyOf(runs),
                runPosition,
                fulfilled,
                released);
    }

    long sequence() {
        return sequence;
    }

    private static Hold hold(PreservationEvents.HoldCreated e, long now) {
        var text = e.content();
        return new Hold(
                e.hold(),
                text == null ? null : text.name(),
                e.scope(),
                e.words(),
                text == null ? List.of() : text.queries(),
                false,
                e.by(),
                now);
    }

    /** What was decided before and has not taken effect by then never does. */
    private void set(PreservationEvents.RetentionSet e) {
        proposals.remove(e.change());
        proposals.values().removeIf(other -> other.scope().equals(e.scope()));
        var all = new ArrayList<Decided>();
        for (Decided before : decided.getOrDefault(e.scope(), List.of())) {
            if (before.effective() != null && before.effective() <= e.decided()) all.add(before);
        }
        if (all.size() > 1) all.subList(0, all.size() - 1).clear();
        all.add(new Decided(e.change(), e.scope(), e.rule(), e.by(), e.approvedBy(), e.effective()));
        decided.put(e.scope(), List.copyOf(all));
    }

    private void finish(PreservationEvents.RetentionRunFinished e, long now) {
        runs.replaceAll(run -> run.run().equals(e.run())
                ? new RunView(run.run(), run.cause(), run.by(), run.started(), now, e.report())
                : run);
    }
}
