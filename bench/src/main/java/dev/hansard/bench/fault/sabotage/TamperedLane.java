// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Delivery;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** A lane that hands each connection its own idea of what is due. */
record TamperedLane(Lane right) implements Lane {
    @Override
    public void deliver(List<Delivery> deliveries, LongConsumer written) {
        var changed = new ArrayList<Delivery>();
        for (Delivery delivery : deliveries) {
            for (Connection to : delivery.to()) {
                if (!(to instanceof TamperedConnection tampered))
                    throw new IllegalArgumentException("not of this lane");
                List<EncodedFrame> frames = tampered.tampering().changed(delivery.frames());
                if (!frames.isEmpty()) changed.add(new Delivery(frames, List.of(tampered.right())));
            }
        }
        right.deliver(changed, written);
    }
}
