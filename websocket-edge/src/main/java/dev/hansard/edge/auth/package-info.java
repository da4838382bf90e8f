// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Who is calling: from a token to its caller. */
@NullMarked
package dev.hansard.edge.auth;

import org.jspecify.annotations.NullMarked;
