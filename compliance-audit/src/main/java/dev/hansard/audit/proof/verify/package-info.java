// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Checks logs, rows and exports against what was signed, and says precisely what is wrong. */
@NullMarked
package dev.hansard.audit.proof.verify;

import org.jspecify.annotations.NullMarked;
