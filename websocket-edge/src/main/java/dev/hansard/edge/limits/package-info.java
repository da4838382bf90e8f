// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Rate limits: token buckets, in memory or shared with other edges. */
@NullMarked
package dev.hansard.edge.limits;

import org.jspecify.annotations.NullMarked;
