// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.idempotency;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Carries calls out once and gives those who ask again the same answer. */
@Component
public final class IdempotentCalls {
    private static final Logger LOG = LoggerFactory.getLogger(IdempotentCalls.class);
    private static final long FIRST_LOOK_MILLIS = 10;
    private static final long RARELY_MILLIS = 250;

    private final IdempotencySettings settings;
    private final CallTable table;
    private final MeterRegistry meters;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("idempotency-sweep").factory());

    public IdempotentCalls(IdempotencySettings settings, ObjectProvider<Shards> shards, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        this.table = new CallTable(shards::getObject);
        long sweep = settings.sweep().toMillis();
        sweeper.scheduleWithFixedDelay(this::sweepQuietly, sweep, sweep, TimeUnit.MILLISECONDS);
    }

    /**
     * What a call came to.
     *
     * @param kept whether whoever asks again gets it; not when the server failed
     */
    public record Result(byte[] answer, boolean kept) {}

    /** @param replayed whether this is the answer to an earlier call */
    public record Outcome(byte[] answer, boolean replayed) {}

    /**
     * Carries the call out, or gives the answer again that the same request got before.
     *
     * @throws Rejection {@code idempotency_key_reused} when the key came with another request before, {@code
     *     idempotency_key_in_use} when the first call with it takes longer than one waits
     * @throws StoreUnavailable when it cannot be found out; nothing was carried out
     */
    public Outcome once(KeyedCall call, Supplier<Result> work) {
        var secret = new CallSecret(call.workspace(), call.token(), call.key());
        var name = new CallTable.Name(call.workspace(), secret.id());
        byte[] request = secret.request(call.asked());
        long patience = System.nanoTime() + settings.patience().toNanos();
        long pause = FIRST_LOOK_MILLIS;
        while (true) {
            long claim = table.claim(name, request);
            if (claim != 0) return carryOut(name, claim, secret, work);
            CallTable.Row row = table.find(name);
            if (row == null) continue;
            if (row.age() > settings.keep().toMillis()) {
                table.forget(name, row.claim());
                continue;
            }
            if (!MessageDigest.isEqual(row.request(), request)) {
                throw refused("reused", ErrorCode.IDEMPOTENCY_KEY_REUSED);
            }
            if (row.done()) return again(row, secret);
            if (row.since() > settings.claim().toMillis()) {
                long taken = table.takeOver(name, row.claim());
                if (taken != 0) return carryOut(name, taken, secret, work);
            }
            if (System.nanoTime() > patience) throw refused("in_use", ErrorCode.IDEMPOTENCY_KEY_IN_USE);
            sleep(pause);
            pause = Math.min(pause * 2, RARELY_MILLIS);
        }
    }

    private Outcome carryOut(CallTable.Name name, long claim, CallSecret secret, Supplier<Result> work) {
        boolean kept = false;
        try {
            Result result = work.get();
            // From here on it has happened: whoever asks again must not make it happen once more.
            kept = result.kept();
            if (kept) keep(name, claim, secret.seal(result.answer()));
            count("first");
            return new Outcome(result.answer(), false);
        } finally {
            if (!kept) forget(name, claim);
        }
    }

    /** If this fails the claim stays, and runs out. */
    private void keep(CallTable.Name name, long claim, byte[] sealed) {
        try {
            table.done(name, claim, sealed);
        } catch (StoreUnavailable e) {
            LOG.warn("the answer to an Idempotency-Key could not be kept: {}", e.getMessage());
        }
    }

    private void forget(CallTable.Name name, long claim) {
        try {
            table.forget(name, claim);
        } catch (StoreUnavailable e) {
            LOG.debug("an Idempotency-Key stays claimed until its claim runs out", e);
        }
    }

    private Outcome again(CallTable.Row row, CallSecret secret) {
        byte[] stored = row.answer();
        byte[] answer = stored == null ? null : secret.open(stored);
        if (answer == null) throw new IllegalStateException("the answer to an Idempotency-Key is damaged");
        count("replayed");
        return new Outcome(answer, true);
    }

    private Rejection refused(String outcome, ErrorCode code) {
        count(outcome);
        return new Rejection(code);
    }

    private void count(String outcome) {
        Counter.builder("hansard.idempotency.calls")
                .description("calls with an Idempotency-Key")
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    /** Removes what is too old, as is done now and then; answers how many. */
    int sweep() {
        return table.sweep(settings.keep());
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.debug("sweeping answers to Idempotency-Keys waits for the database", e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        }
    }

    @PreDestroy
    void close() {
        sweeper.shutdownNow();
    }
}
