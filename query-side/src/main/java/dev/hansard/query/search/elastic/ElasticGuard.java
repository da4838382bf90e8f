// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.hansard.query.search.IndexUnavailable;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a slow or absent Elasticsearch from costing more than search. A query is tried once, within a time limit, beside a
 * limited number of others, and not at all while the circuit is open: who waits for an answer is better served by an error.
 * Only indexing tries again.
 */
final class ElasticGuard {
    private static final String SEARCH = "search";
    private static final String INDEXING = "search-indexing";

    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final TimeLimiter limiter;
    private final Retry retry;

    /** Elasticsearch was too busy for some of a bulk request. */
    static final class Busy extends IOException {
        private static final long serialVersionUID = 1;

        Busy(String why) {
            super(why);
        }
    }

    ElasticGuard(ElasticSettings settings, MeterRegistry meters) {
        var queries = settings.queries();
        var breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(queries.window())
                .minimumNumberOfCalls(queries.enough())
                .failureRateThreshold(queries.failures())
                .waitDurationInOpenState(queries.open())
                .permittedNumberOfCallsInHalfOpenState(queries.trials())
                .maxWaitDurationInHalfOpenState(queries.timeout().multipliedBy(2))
                .ignoreException(ElasticGuard::isNoOutage)
                .build());
        var bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(queries.atOnce())
                .maxWaitDuration(queries.queue())
                .build());
        var writes = settings.writes();
        var retries = RetryRegistry.of(RetryConfig.custom()
                .maxAttempts(writes.attempts())
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(writes.pause(), 2, 0.5))
                .retryOnException(failure -> !isNoOutage(failure))
                .build());
        breaker = breakers.circuitBreaker(SEARCH);
        bulkhead = bulkheads.bulkhead(SEARCH);
        retry = retries.retry(INDEXING);
        limiter = TimeLimiter.of(TimeLimiterConfig.custom()
                .timeoutDuration(queries.timeout())
                .cancelRunningFuture(true)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    }

    /** For tests: whether searches are refused without asking Elasticsearch. */
    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** @throws ElasticsearchException when the request itself is refused */
    <T> T query(Supplier<CompletableFuture<T>> call) {
        try {
            return breaker.executeCallable(() -> bulkhead.executeCallable(() -> limiter.executeFutureSupplier(call)));
        } catch (CallNotPermittedException e) {
            throw new IndexUnavailable("Elasticsearch failed a moment ago and is left alone", e);
        } catch (BulkheadFullException e) {
            throw new IndexUnavailable("too many searches at once", e);
        } catch (TimeoutException e) {
            throw new IndexUnavailable("Elasticsearch does not answer in time", e);
        } catch (Exception e) {
            throw failure(e);
        }
    }

    /** @throws ElasticsearchException when the request itself is refused */
    <T extends @Nullable Object> T write(Callable<T> call) {
        try {
            return retry.executeCallable(call);
        } catch (Exception e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(Exception e) {
        if (e instanceof InterruptedException) Thread.currentThread().interrupt();
        if (e instanceof ElasticsearchException refused && isNoOutage(refused)) return refused;
        if (e instanceof RuntimeException ours && !(e instanceof ElasticsearchException)) return ours;
        return new IndexUnavailable("Elasticsearch: " + describe(e), e);
    }

    /** What went wrong, without what was asked. */
    static String describe(Throwable e) {
        return e instanceof ElasticsearchException refused
                ? "status " + refused.status() + ' ' + refused.error().type()
                : e.getClass().getSimpleName();
    }

    /** It answered, and the fault is ours or there is none. */
    private static boolean isNoOutage(Throwable e) {
        if (e instanceof ElasticsearchException refused) return refused.status() < 500 && refused.status() != 429;
        return !(e instanceof IOException || e instanceof TimeoutException);
    }
}
