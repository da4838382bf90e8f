// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The workspace that a first run sets up. */
@NullMarked
package dev.hansard.server.demo;

import org.jspecify.annotations.NullMarked;
