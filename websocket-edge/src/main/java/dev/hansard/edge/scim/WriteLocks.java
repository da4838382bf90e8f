// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.WorkspaceId;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Lets the changes of a workspace's identity provider come one after another, as each reads a resource, changes it and
 * writes it. What must hold whoever else changes something at the same time is decided where commands are.
 */
@Component
final class WriteLocks {
    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    <R> R one(WorkspaceId workspace, Supplier<R> work) {
        Lock lock = locks[Math.floorMod(workspace.hashCode(), locks.length)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
