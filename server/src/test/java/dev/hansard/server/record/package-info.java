// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What the record promises, held against real server processes that are killed, refilled and replayed. */
@NullMarked
package dev.hansard.server.record;

import org.jspecify.annotations.NullMarked;
