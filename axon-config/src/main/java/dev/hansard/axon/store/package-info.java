// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** The event store on MySQL: shards, group commit, reading, and the feed of what was committed. */
@NullMarked
package dev.hansard.axon.store;

import org.jspecify.annotations.NullMarked;
