// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelId;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.cluster.Interests;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.EncodedFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard's events, on one thread: keeps the roster, finds the recipients, hands over to the lanes. As sessions come and go
 * on the same thread, each sees exactly the events after the position at which it came.
 */
final class ShardFanout implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardFanout.class);
    private static final int TURN = 256;
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long REMEMBER_NANOS = TimeUnit.MINUTES.toNanos(2);
    /** So many events the fan-out thread sends to a newcomer itself; a walk that is further behind goes on beside it. */
    private static final int LAST_STEPS = 256;

    private sealed interface Step {}

    private record Events(List<Entry> entries) implements Step {}

    private record Passed(long position) implements Step {}

    private record Task(Runnable action) implements Step {}

    private record Waiter(long position, CompletableFuture<Void> reached) {}

    /** What came of trying to go live. */
    sealed interface Attempt {}

    record Live(long position) implements Attempt {}

    /** @param missed what to pass first; null when it has to be read from the record, up to {@code position} */
    record Behind(@Nullable List<Entry> missed, long position) implements Attempt {}

    private final SessionRegistry registry;
    private final RecentEvents recent;
    private final Pace pace;
    private final Roster roster;
    private final LongConsumer passed;
    private final Outbox outbox = new Outbox();
    private final BlockingQueue<Step> queue = new LinkedBlockingQueue<>();
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::position));
    /** Workspaces that have left this shard since the start. */
    private final Set<WorkspaceId> gone = new HashSet<>();

    private long position = -1;
    private long swept = System.nanoTime();
    private volatile boolean stopped;

    /** @param passed told up to which position all events have been looked at */
    ShardFanout(SessionRegistry registry, RtmSettings settings, Interests interests, LongConsumer passed) {
        this.registry = registry;
        this.roster = new Roster(interests);
        this.passed = passed;
        this.recent = new RecentEvents(settings.resume().recent());
        this.pace = new Pace(settings.outbound().join());
    }

    void committed(List<Entry> entries) {
        queue.add(new Events(entries));
    }

    /** There was nothing else for this edge up to the position. */
    void passed(long upTo) {
        queue.add(new Passed(upTo));
    }

    /** Where the feed starts. */
    void startAt(long start) {
        execute(() -> {
            if (position >= start) return;
            position = start;
            recent.startAt(start);
        });
    }

    void stop() {
        stopped = true;
        execute(() -> {});
    }

    int depth() {
        return queue.size();
    }

    /** Runs on the fan-out thread, after everything that was handed over before has gone to the lanes. */
    void execute(Runnable action) {
        queue.add(new Task(action));
    }

    <T> CompletableFuture<T> ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        execute(() -> answer.complete(question.get()));
        return answer;
    }

    /** The position up to which everything has gone to the lanes. */
    CompletableFuture<Long> position() {
        return ask(() -> position);
    }

    CompletableFuture<Void> reaches(long wanted) {
        var reached = new CompletableFuture<Void>();
        execute(() -> {
            if (position >= wanted) reached.complete(null);
            else waiters.add(new Waiter(wanted, reached));
        });
        return reached;
    }

    /** A person's channels and the position at which they are these; null channels if unknown here. */
    record Known(@Nullable Set<ChannelId> channels, long position) {}

    CompletableFuture<Known> known(PersonKey person) {
        return ask(() -> new Known(roster.known(person), position));
    }

    /** The events after {@code from} up to {@code to} if they are in memory; else null inside. */
    CompletableFuture<@Nullable List<Entry>> recent(long from, long to) {
        return ask(() -> recent.between(from, to));
    }

    /** Goes live if the walk is close enough to the live end, which must have reached the walk's position. */
    CompletableFuture<Attempt> attempt(Walk walk) {
        return ask(() -> attemptNow(walk));
    }

    /** Completes with the position up to which the session was served. */
    CompletableFuture<Long> leave(Session session) {
        return ask(() -> {
            roster.leave(session, System.nanoTime());
            return position;
        });
    }

    /** The position up to which the session was sent everything; -1 while it is on its way. */
    CompletableFuture<Long> position(Session session) {
        return ask(() -> roster.isLive(session) ? position : -1);
    }

    Roster roster() {
        return roster;
    }

    Outbox outbox() {
        return outbox;
    }

    private Attempt attemptNow(Walk walk) {
        List<Entry> missed = walk.mayUseMemory() ? recent.between(walk.position(), position) : null;
        if (missed == null || missed.size() > LAST_STEPS) return new Behind(missed, position);
        Session session = walk.session();
        if (gone.contains(session.workspace())) {
            // It was on its way here when the workspace left; nothing would ever come to it.
            session.close(CloseCode.GOING_AWAY);
            return new Live(position);
        }
        for (Entry entry : missed) if (!walk.pass(entry, session::send)) return new Behind(null, position);
        for (EncodedFrame frame : walk.arrival()) session.send(frame);
        roster.enter(session, walk.memberships().channels());
        return new Live(position);
    }

    @Override
    public void run() {
        var due = new ArrayList<Step>(TURN);
        while (!stopped) {
            try {
                due.add(queue.take());
                pace.await();
                queue.drainTo(due, TURN - 1);
                for (Step step : due) perform(step);
            } catch (InterruptedException e) {
                return;
            } finally {
                due.clear();
            }
            outbox.flush(pace);
            passed.accept(position);
            wake();
            sweep();
        }
    }

    private void perform(Step step) {
        try {
            switch (step) {
                case Events(List<Entry> entries) -> entries.forEach(this::pass);
                case Passed(long upTo) -> {
                    position = Math.max(position, upTo);
                    recent.passed(position);
                }
                case Task(Runnable action) -> {
                    outbox.flush(pace);
                    action.run();
                }
            }
        } catch (RuntimeException e) {
            LOG.error("The fan-out goes on after position {} without this", position, e);
        }
    }

    private void pass(Entry entry) {
        if (entry.position() <= position) return;
        DomainEvent event = entry.event();
        roster.apply(event);
        if (entry.isCopied()) {
            // No news: it was told where it was written, and who missed it there gets it on coming back.
            recent.add(entry);
            position = entry.position();
            return;
        }
        end(event);
        try {
            if (hasAudience(event)) {
                for (Outgoing outgoing : entry.frames()) {
                    outbox.add(outgoing.frame(), roster.subscribers(outgoing.audience()));
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Position {} could not be made into frames; its workspace's sessions are to resume", position, e);
            registry.endAll(event.workspace());
        }
        recent.add(entry);
        position = entry.position();
    }

    private boolean hasAudience(DomainEvent event) {
        if (event instanceof MessageEvents about) {
            return !roster.subscribers(new Audience.Members(about.channel())).isEmpty();
        }
        return registry.hasAny(event.workspace());
    }

    private void end(DomainEvent event) {
        if (event instanceof PlacementEvents.WorkspaceMoved moved) {
            // They come back where the workspace is now, with the cursor that they have.
            gone.add(moved.id());
            roster.sessions(moved.id()).forEach(session -> session.close(CloseCode.GOING_AWAY));
        } else if (event instanceof PlacementEvents.WorkspaceArrived back) {
            gone.remove(back.id());
        } else if (event instanceof CredentialEvents.TokenRevoked revoked) {
            registry.revoked(revoked.credential());
        } else if (event instanceof WorkspaceEvents.PersonDeactivated gone) {
            registry.deactivated(new PersonKey(gone.id(), gone.user()));
        }
    }

    private void wake() {
        for (Waiter next = waiters.peek(); next != null && next.position <= position; next = waiters.peek()) {
            waiters.poll();
            next.reached.complete(null);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        if (now - swept < SWEEP_NANOS) return;
        swept = now;
        roster.sweep(now - REMEMBER_NANOS);
        waiters.removeIf(waiter -> waiter.reached.isDone());
    }
}
