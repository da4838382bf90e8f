// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Asks for the URL of one client's next session. Called by several threads, may block. */
public interface Doorman {
    /** The server said when to come back. */
    final class TurnedAway extends Exception {
        private static final long serialVersionUID = 1;

        private final int seconds;

        public TurnedAway(int seconds) {
            super("come back in " + seconds + " s", null, false, false);
            this.seconds = seconds;
        }

        public int seconds() {
            return seconds;
        }
    }

    /** @param cursor where the client stands; null for a new one */
    URI url(int client, @Nullable String cursor) throws IOException, InterruptedException, TurnedAway;
}
