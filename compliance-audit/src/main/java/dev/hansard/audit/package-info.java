// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Audit trail, proofs, retention, legal hold, exports. */
@NullMarked
package dev.hansard.audit;

import org.jspecify.annotations.NullMarked;
