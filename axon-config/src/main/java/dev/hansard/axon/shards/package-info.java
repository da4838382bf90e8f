// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Moves workspaces from one shard to another while they are used. */
@NullMarked
package dev.hansard.axon.shards;

import org.jspecify.annotations.NullMarked;
