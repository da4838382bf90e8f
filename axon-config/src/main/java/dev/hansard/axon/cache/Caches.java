// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cache;

import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Where all caches begin. They are kept in order by the threads that use them: a pool's thread would have to be woken for
 * nearly every write, which costs more than the work that it is woken for.
 */
public final class Caches {
    private Caches() {}

    public static Caffeine<Object, Object> newBuilder() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }
}
