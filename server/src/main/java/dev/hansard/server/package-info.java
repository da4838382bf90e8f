// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The one runnable jar: roles, embedded defaults, command line. */
@NullMarked
package dev.hansard.server;

import org.jspecify.annotations.NullMarked;
