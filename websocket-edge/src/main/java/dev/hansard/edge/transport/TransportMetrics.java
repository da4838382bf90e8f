// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What transports count: frames written, connections cut off by reason, and how long an event took to the socket. */
public final class TransportMetrics {
    private final Counter frames;
    private final Timer delivery;
    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);
    private final Counter turnedAway;
    private final Clock clock;

    public TransportMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        frames = Counter.builder("hansard.edge.frames.sent")
                .description("frames written to clients")
                .register(registry);
        delivery = Timer.builder("hansard.edge.delivery")
                .description("from an event's commit to its write to the members' sockets")
                .publishPercentiles(0.5, 0.95, 0.99)
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        turnedAway = Counter.builder("hansard.edge.turned.away")
                .description("who wanted in and was told to come back later, or elsewhere")
                .tag("why", "handshakes")
                .register(registry);
        for (CloseCode code : CloseCode.values()) {
            closed.put(
                    code,
                    Counter.builder("hansard.edge.closed")
                            .description("connections closed by the server")
                            .tag("code", Integer.toString(code.code()))
                            .register(registry));
        }
    }

    /** These frames were written to so many sockets. */
    public void written(List<EncodedFrame> written, int sockets) {
        frames.increment((double) written.size() * sockets);
        long now = clock.millis();
        for (EncodedFrame frame : written) {
            long committed = frame.committedMillis();
            if (committed > 0) delivery.record(Math.max(0, now - committed), TimeUnit.MILLISECONDS);
        }
    }

    /** A socket was one too many. */
    public void turnedAway() {
        turnedAway.increment();
    }

    public void closed(CloseCode code) {
        Counter counter = closed.get(code);
        if (counter != null) counter.increment();
    }
}
