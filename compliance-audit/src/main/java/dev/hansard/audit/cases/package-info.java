// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Answers about e-discovery cases, and reads for those who have a role in one. */
@NullMarked
package dev.hansard.audit.cases;

import org.jspecify.annotations.NullMarked;
