// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Holds, retention and requests for erasure, over a real database. */
@NullMarked
package dev.hansard.server.preservation;

import org.jspecify.annotations.NullMarked;
