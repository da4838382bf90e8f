// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The record as a transparency log: every event a leaf, checkpoints signed, proofs for whoever asks. */
@NullMarked
package dev.hansard.audit.proof;

import org.jspecify.annotations.NullMarked;
