// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of exports.
 *
 * @param folder where they are kept; made readable for its owner only; null for {@code exports} in the data folder
 * @param concurrent how many are made at a time; more wait
 * @param queued how many may wait
 * @param maxSize an export that grows beyond this fails
 * @param minFree an export fails rather than leave less room on the disk
 * @param proofPatience how long to wait until the log of proofs has come as far as the export
 */
@ConfigurationProperties("hansard.export")
public record ExportSettings(
        @Nullable Path folder,
        @DefaultValue("2") int concurrent,
        @DefaultValue("100") int queued,
        @DefaultValue("100GB") DataSize maxSize,
        @DefaultValue("512MB") DataSize minFree,
        @DefaultValue("1m") Duration proofPatience) {
    public ExportSettings {
        if (concurrent < 1) throw new IllegalArgumentException("hansard.export.concurrent is below 1");
        if (queued < 1) throw new IllegalArgumentException("hansard.export.queued is below 1");
        if (maxSize.toBytes() < 1) throw new IllegalArgumentException("hansard.export.max-size is below 1");
        if (minFree.isNegative()) throw new IllegalArgumentException("hansard.export.min-free is negative");
        if (proofPatience.isNegative()) throw new IllegalArgumentException("hansard.export.proof-patience is negative");
    }
}
