// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import dev.hansard.edge.transport.EncodedFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What becomes of the frames of one connection, one in a hundred of them. */
final class Tampering {
    private static final int ONE_IN = 100;

    private final Breakage breakage;
    private @Nullable EncodedFrame held;

    Tampering(Breakage breakage) {
        this.breakage = breakage;
    }

    synchronized List<EncodedFrame> changed(List<EncodedFrame> frames) {
        var changed = new ArrayList<EncodedFrame>(frames.size() + 1);
        for (EncodedFrame frame : frames) {
            boolean chosen = held == null
                    && isMessage(frame)
                    && ThreadLocalRandom.current().nextInt(ONE_IN) == 0;
            if (!chosen || breakage == Breakage.DOUBLE_DELIVERY) changed.add(frame);
            if (!chosen) {
                if (held != null) changed.add(held);
                held = null;
                continue;
            }
            switch (breakage) {
                case DOUBLE_DELIVERY -> changed.add(frame);
                case SWAP_ORDER -> held = frame;
                case DROP_DELIVERY, ACK_BEFORE_COMMIT -> {}
            }
        }
        return changed;
    }

    private static boolean isMessage(EncodedFrame frame) {
        return new String(frame.json(), StandardCharsets.UTF_8).contains("\"client_msg_id\"");
    }
}
