// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Delivery;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is due to whom, collected in the order of the record and handed to each lane at once. Frames that follow each other
 * to the very same connections become one delivery; only those, as every socket must see the record's order.
 */
final class Outbox {
    /** A joined write is held by the slowest of its readers, so it stays small. */
    private static final int MOST_JOINED_BYTES = 64 * 1024;

    private static final class Pending {
        private final List<Delivery> deliveries = new ArrayList<>();
        private int lastBytes;

        void add(EncodedFrame frame, List<Connection> to) {
            int size = frame.json().length;
            if (!deliveries.isEmpty() && lastBytes + size <= MOST_JOINED_BYTES) {
                Delivery last = deliveries.getLast();
                if (isSame(last.to(), to)) {
                    last.frames().add(frame);
                    lastBytes += size;
                    return;
                }
            }
            var frames = new ArrayList<EncodedFrame>(2);
            frames.add(frame);
            deliveries.add(new Delivery(frames, to));
            lastBytes = size;
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(List<Connection> a, List<Connection> b) {
            return a == b;
        }
    }

    private Map<Lane, Pending> pending = new HashMap<>();

    void add(EncodedFrame frame, Subscribers to) {
        to.forEachLane((lane, connections) -> add(frame, lane, connections));
    }

    void add(EncodedFrame frame, Lane lane, List<Connection> to) {
        pending.computeIfAbsent(lane, any -> new Pending()).add(frame, to);
    }

    /** @param pace told of each lane that has something to write */
    void flush(Pace pace) {
        if (pending.isEmpty()) return;
        Map<Lane, Pending> due = pending;
        pending = new HashMap<>();
        due.forEach((lane, each) -> lane.deliver(each.deliveries, pace.begin(each.deliveries)));
    }
}
