// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Answers about legal holds. */
@NullMarked
package dev.hansard.audit.hold;

import org.jspecify.annotations.NullMarked;
