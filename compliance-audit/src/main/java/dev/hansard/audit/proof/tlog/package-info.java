// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Transparency logs as RFC 6962 and C2SP describe them: hashes, tiles, signed notes, checkpoints, proofs. Knows nothing of messages. */
@NullMarked
package dev.hansard.audit.proof.tlog;

import org.jspecify.annotations.NullMarked;
