// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * A question to the read models. Answers include everything that was committed before the question was asked, unless the
 * read model is more than a second behind.
 */
public sealed interface Query
        permits DirectoryQueries,
                MessageQueries,
                SearchQueries,
                AuditQueries,
                PreservationQueries,
                CaseQueries,
                DiscoveryQueries,
                ProvisioningQueries {
    /** The shard key; null when all shards are asked. */
    @Nullable
    WorkspaceId workspace();
}
