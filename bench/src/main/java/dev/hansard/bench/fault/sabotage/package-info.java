// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a fault test puts on a server's class path: a clock that can be stepped, and, when asked, a server that is broken on
 * purpose. The server itself has no hook for any of this.
 */
@NullMarked
package dev.hansard.bench.fault.sabotage;

import org.jspecify.annotations.NullMarked;
