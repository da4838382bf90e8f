// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The life of tokens. */
@NullMarked
package dev.hansard.command.credential;

import org.jspecify.annotations.NullMarked;
