// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What was said, derived from the record as it stood at a position: the input of every export. */
@NullMarked
package dev.hansard.audit.export;

import org.jspecify.annotations.NullMarked;
