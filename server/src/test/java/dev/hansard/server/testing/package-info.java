// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What other tests need to run a real server. */
@NullMarked
package dev.hansard.server.testing;

import org.jspecify.annotations.NullMarked;
