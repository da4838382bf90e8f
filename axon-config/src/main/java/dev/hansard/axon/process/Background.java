// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that nobody waits for: while the processors are busy, its threads get a third of the time that others get. So only on
 * Linux, where threads have a niceness of their own; elsewhere they are threads like others.
 */
public final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int NICENESS = 5;
    /** {@code which} of setpriority(2), which on Linux is about a thread; those that it starts take after it. */
    private static final int PROCESS = 0;

    private static final int SELF = 0;

    private static final @Nullable MethodHandle SET_PRIORITY = setPriority();

    private Background() {}

    /** The same, done by a thread that gives way from then on. */
    public static Runnable of(Runnable work) {
        return () -> {
            giveWay();
            work.run();
        };
    }

    /** Daemon threads of that name. */
    public static ThreadFactory threads(String name) {
        return work -> Thread.ofPlatform().name(name).daemon().unstarted(of(work));
    }

    private static void giveWay() {
        if (SET_PRIORITY == null) return;
        try {
            int ignored = (int) SET_PRIORITY.invokeExact(PROCESS, SELF, NICENESS);
        } catch (Throwable e) {
            LOG.debug("a background thread does not give way", e);
        }
    }

    private static @Nullable MethodHandle setPriority() {
        if (!System.getProperty("os.name", "").equals("Linux")) return null;
        try {
            Linker linker = Linker.nativeLinker();
            var type = FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            return linker.defaultLookup()
                    .find("setpriority")
                    .map(function -> linker.downcallHandle(function, type))
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.debug("background threads do not give way", e);
            return null;
        }
    }
}
