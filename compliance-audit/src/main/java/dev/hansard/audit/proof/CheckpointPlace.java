// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Checkpoint;
import java.io.IOException;

/** Somewhere outside that checkpoints are sent to. */
interface CheckpointPlace {
    String name();

    /** Returns when the checkpoint has arrived. */
    void publish(Checkpoint checkpoint, String note) throws IOException, InterruptedException;
}
