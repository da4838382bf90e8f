// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Found by Spring through {@code META-INF/spring.factories} of the jar that the bench makes. */
public final class Saboteur implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** The system property that names a {@link Breakage}. */
    public static final String BREAKAGE = "hansard.bench.break";
    /** The system property that names a file with the milliseconds by which the clock is wrong. */
    public static final String CLOCK = "hansard.bench.clock";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String clock = System.getProperty(CLOCK);
        if (clock != null) {
            Clock wrong = new SteppedClock(Clock.systemUTC(), Path.of(clock));
            context.getBeanFactory().registerSingleton("clock", wrong);
        }
        String breakage = System.getProperty(BREAKAGE);
        if (breakage == null) return;
        BeanPostProcessor wrapping = switch (Breakage.valueOf(breakage)) {
            case ACK_BEFORE_COMMIT -> new EarlyAcks();
            case DROP_DELIVERY, DOUBLE_DELIVERY, SWAP_ORDER -> new TamperedTransport(Breakage.valueOf(breakage));
        };
        context.addBeanFactoryPostProcessor(beans -> beans.addBeanPostProcessor(wrapping));
    }
}
