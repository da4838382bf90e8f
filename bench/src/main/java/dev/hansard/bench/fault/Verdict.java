// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the checker found.
 *
 * @param posts messages that somebody tried to post
 * @param kept messages in the history
 * @param unackedKept of these, how many nobody was told of in an ack
 * @param deliveries frames about messages over all readers
 */
record Verdict(long posts, long acked, long kept, long unackedKept, long deliveries, Charges charges) {
    boolean isGood() {
        return charges.all() == 0;
    }

    Map<String, Object> row() {
        var row = new LinkedHashMap<String, Object>();
        row.put("posts", posts);
        row.put("acked", acked);
        row.put("never acked", posts - acked);
        row.put("of these kept", unackedKept);
        row.put("in the history", kept);
        row.put("deliveries", deliveries);
        for (Offence.Kind kind : Offence.Kind.values()) {
            row.put(
                    switch (kind) {
                        case LOSS -> "losses";
                        case DUPLICATE -> "duplicates";
                        case ORDER -> "order violations";
                        case OTHER -> "other offences";
                    },
                    charges.count(kind));
        }
        return row;
    }
}
