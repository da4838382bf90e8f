// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The command line: starts a server, or talks to one that runs. */
@NullMarked
package dev.hansard.server.cli;

import org.jspecify.annotations.NullMarked;
