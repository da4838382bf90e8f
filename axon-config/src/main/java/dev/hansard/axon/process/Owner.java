// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who writes a read model: a name that tells others on the same machine whether its process still lives, so that a restart
 * after a crash need not wait until the claims of the dead run out.
 */
public final class Owner implements AutoCloseable {
    private static final Set<String> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();
    private static final String MACHINE = machine();

    private final String name = MACHINE
            + '.'
            + ProcessHandle.current().pid()
            + '.'
            + UUID.randomUUID().toString().substring(0, 18);

    public Owner() {
        OF_THIS_PROCESS.add(name);
    }

    public String name() {
        return name;
    }

    /** True only if it is certain: the owner was on this machine and is not there any more. */
    public static boolean isGone(@Nullable String owner) {
        if (owner == null || !owner.startsWith(MACHINE + '.') || OF_THIS_PROCESS.contains(owner)) return false;
        String[] parts = owner.split("\\.", 3);
        try {
            long pid = Long.parseLong(parts[1]);
            return pid == ProcessHandle.current().pid() || !isAlive(pid);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Its name and the space in which its process ids count: containers may share either. */
    private static String machine() {
        String host = read(Path.of("/proc/sys/kernel/hostname"));
        String processes = link(Path.of("/proc/self/ns/pid"));
        // Where nothing is known, nobody is taken for a neighbour.
        if (host.isEmpty() || processes.isEmpty())
            return UUID.randomUUID().toString().substring(0, 8);
        return HexFormat.of().toHexDigits((host + processes).hashCode());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    @Override
    public void close() {
        OF_THIS_PROCESS.remove(name);
    }
}
