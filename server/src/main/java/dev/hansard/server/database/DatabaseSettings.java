// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the embedded database.
 *
 * @param bufferPool memory for pages, taken as it is needed; an eighth of the machine's (or container's) unless set, within 256
 *     MB and 2 GB
 * @param redoLog size of the log on disk; bigger means fewer checkpoints and longer crash recovery
 * @param maxPacket largest statement or row
 * @param stopPatience how long a clean stop may take before the process is killed (it then recovers at the next start)
 * @param programs folder for MariaDB's own programs, unpacked there at first use; null for one in the data folder
 */
@ConfigurationProperties("hansard.database")
public record DatabaseSettings(
        @Nullable DataSize bufferPool,
        @DefaultValue("256MB") DataSize redoLog,
        @DefaultValue("64MB") DataSize maxPacket,
        @DefaultValue("200") int maxConnections,
        @DefaultValue("30s") Duration stopPatience,
        @Nullable Path programs) {
    public DatabaseSettings {
        if (bufferPool != null) atLeast("buffer-pool", bufferPool, DataSize.ofMegabytes(16));
        atLeast("redo-log", redoLog, DataSize.ofMegabytes(16));
        atLeast("max-packet", maxPacket, DataSize.ofMegabytes(1));
        if (maxConnections < 20) throw new IllegalArgumentException("hansard.database.max-connections is below 20");
        if (stopPatience.isNegative()) throw new IllegalArgumentException("hansard.database.stop-patience is negative");
    }

    /** {@link #bufferPool}, or what this machine gets. */
    DataSize pool() {
        return bufferPool != null ? bufferPool : poolOn(memory());
    }

    static DataSize poolOn(DataSize memory) {
        return DataSize.ofMegabytes(Math.clamp(memory.toMegabytes() / 8, 256, 2_048));
    }

    private static DataSize memory() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return DataSize.ofBytes(machine.getTotalMemorySize());
    }

    private static void atLeast(String key, DataSize size, DataSize least) {
        if (size.compareTo(least) < 0) {
            throw new IllegalArgumentException("hansard.database." + key + " is below " + least.toMegabytes() + "MB");
        }
    }
}
