// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** E-discovery at a running server: cases, what collectors read, and who is refused what at which door. */
@NullMarked
package dev.hansard.server.discovery;

import org.jspecify.annotations.NullMarked;
