// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The embedded database: a real MariaDB server as a child process. */
@NullMarked
package dev.hansard.server.database;

import org.jspecify.annotations.NullMarked;
