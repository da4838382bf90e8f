// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Takes entries in order. It may be given some again after a failure or a restart; their ids tell. */
interface StreamTarget extends AutoCloseable {
    /** Returns when the target has them for good. */
    void send(List<ObjectNode> entries) throws IOException;

    @Override
    default void close() {}
}
