// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** How caches in memory are made. */
@NullMarked
package dev.hansard.axon.cache;

import org.jspecify.annotations.NullMarked;
