// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The Axon infrastructure: event store, shards, serializer, processors. */
@NullMarked
package dev.hansard.axon;

import org.jspecify.annotations.NullMarked;
