// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of exports, and what they share. */
@NullMarked
package dev.hansard.audit.export;

import org.jspecify.annotations.NullMarked;
