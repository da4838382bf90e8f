// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.spring;

import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Delivery;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import dev.hansard.edge.transport.TransportMetrics;
import java.util.List;
import java.util.function.LongConsumer;

/** Puts frames into each connection's own queue; whoever finds a queue idle has it written. */
final class SpringLane implements Lane {
    private final TransportMetrics metrics;

    SpringLane(TransportMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void deliver(List<Delivery> deliveries, LongConsumer written) {
        long began = System.nanoTime();
        for (Delivery delivery : deliveries) {
            for (Connection to : delivery.to()) {
                for (EncodedFrame frame : delivery.frames()) to.send(frame);
            }
            metrics.written(delivery.frames(), delivery.to().size());
        }
        // By the clock, as nothing here waits.
        written.accept(System.nanoTime() - began);
    }
}
