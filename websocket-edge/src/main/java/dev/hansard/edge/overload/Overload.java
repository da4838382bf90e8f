// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.overload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * How much this process has to do, and what it leaves out for it. The measure is the number of calls under way: whatever
 * becomes slow, the database, another node or this machine, calls pile up, and no other sign is as quick or as plain.
 */
@Component
public final class Overload {
    private static final int LEAST_SECONDS = 1;
    private static final int MOST_SECONDS = 5;

    private final OverloadSettings settings;
    private final MeterRegistry meters;
    private final AtomicInteger underWay = new AtomicInteger();

    public Overload(OverloadSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        Gauge.builder("hansard.overload.calls", underWay, AtomicInteger::get)
                .description("calls and posts under way in this process")
                .register(meters);
    }

    /** Something that has begun; to be closed when it is done. */
    public interface Call extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins a call.
     *
     * @throws Overloaded when there is too much to do for work of this kind
     */
    public Call begin(Work work) {
        int now = underWay.incrementAndGet();
        if (now <= most(work)) return underWay::decrementAndGet;
        underWay.decrementAndGet();
        count(work);
        throw new Overloaded(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(LEAST_SECONDS, MOST_SECONDS + 1)));
    }

    /** Whether to leave out something small that is no call. */
    public boolean sheds(Work work) {
        if (underWay.get() < most(work)) return false;
        count(work);
        return true;
    }

    private int most(Work work) {
        return switch (work) {
            case NOTICES -> settings.notices();
            case SEARCH -> settings.search();
            case READS -> settings.reads();
            case CHANGES -> Integer.MAX_VALUE;
        };
    }

    private void count(Work work) {
        Counter.builder("hansard.overload.shed")
                .description("what was left out because there was too much to do")
                .tag("work", work.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }
}
