// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Reads a shard's whole record and says whether it holds together. */
@NullMarked
package dev.hansard.audit.inspection;

import org.jspecify.annotations.NullMarked;
