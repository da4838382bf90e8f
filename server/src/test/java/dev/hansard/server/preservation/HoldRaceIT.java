// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.preservation;

import static dev.hansard.server.preservation.Room.ANN;
import static dev.hansard.server.preservation.Room.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldText;
import dev.hansard.api.MessageEvents.MessageErased;
import dev.hansard.api.PreservationCommands.CreateHold;
import dev.hansard.api.PreservationEvents.HoldCreated;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.store.CommittedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A hold is created while erasures are on their way: in the record none comes after it. */
class HoldRaceIT {
    private static final int MESSAGES = 600;

    @Test
    void noErasureShouldBeCommittedAfterAHoldOfTheSameProcess() {
        String database = Installation.database();
        try (ConfigurableApplicationContext one = Installation.on(database)) {
            race(one, one);
        }
    }

    @Test
    void noErasureShouldBeCommittedAfterAHoldOfAnotherProcess() {
        String database = Installation.database();
        try (ConfigurableApplicationContext one = Installation.on(database);
                ConfigurableApplicationContext other = Installation.on(database)) {
            race(one, other);
        }
    }

    private static void race(ConfigurableApplicationContext erasing, ConfigurableApplicationContext holding) {
        var room = new Room(erasing);
        var messages = new ArrayList<Ts>();
        for (int i = 0; i < MESSAGES; i++) messages.add(room.post(BEN, "message " + i));

        var erasures = new ArrayList<CompletableFuture<Object>>();
        Thread eraser = Thread.startVirtualThread(() -> {
            for (Ts ts : messages) erasures.add(room.sendLater(room.erase(ts)));
        });
        // When some are through.
        Room.await(() -> room.isErased(messages.get(MESSAGES / 10)));
        holding.getBean(Commands.class)
                .<Object>sendAndWait(
                        new CreateHold(
                                room.rules,
                                "HRACE",
                                Room.holding(ANN.user()),
                                new HoldText("race", "now", List.of()),
                                Actor.OPERATOR),
                        Commands.Origin.PLATFORM);
        join(eraser);
        long refused = 0;
        for (int i = 0; i < MESSAGES; i++) {
            Ts ts = messages.get(i);
            if (isRefused(erasures.get(i), () -> room.sendLater(room.erase(ts)))) refused++;
        }

        List<CommittedEvent> all = new ArrayList<>();
        List<CommittedEvent> page = room.log.after(0, 0, 1_000);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = room.log.after(0, page.getLast().position(), 1_000);
        }
        long held = all.stream()
                .filter(event -> event.event() instanceof HoldCreated)
                .findFirst()
                .orElseThrow()
                .position();
        List<Long> erased = all.stream()
                .filter(event -> event.event() instanceof MessageErased)
                .map(CommittedEvent::position)
                .toList();
        assertThat(erased).isNotEmpty().allMatch(position -> position < held);
        assertThat(erased.size() + refused).isEqualTo(MESSAGES);
        assertThat(refused).as("erasures that met the hold").isPositive();
    }

    /** Nothing is erased while it is not known who is where: who hears that the service is unavailable asks again. */
    private static boolean isRefused(CompletableFuture<Object> erasure, Supplier<CompletableFuture<Object>> again) {
        for (int tries = 0; ; tries++) {
            try {
                (tries == 0 ? erasure : again.get()).join();
                return false;
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(Rejection.class);
                ErrorCode code = ((Rejection) e.getCause()).code();
                if (code == ErrorCode.SERVICE_UNAVAILABLE && tries < 20) continue;
                assertThat(code).isEqualTo(ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION);
                return true;
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
