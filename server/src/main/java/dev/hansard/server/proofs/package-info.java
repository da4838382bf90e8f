// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The auditors' door: the transparency logs' files and proofs over HTTP. */
@NullMarked
package dev.hansard.server.proofs;

import org.jspecify.annotations.NullMarked;
