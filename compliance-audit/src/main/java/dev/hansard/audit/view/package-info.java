// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Conversations as one person saw them at a moment of the past. */
@NullMarked
package dev.hansard.audit.view;

import org.jspecify.annotations.NullMarked;
