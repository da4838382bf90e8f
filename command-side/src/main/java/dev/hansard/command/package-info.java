// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Aggregates and the policies that guard them. */
@NullMarked
package dev.hansard.command;

import org.jspecify.annotations.NullMarked;
