// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What only the reader sees: read marks, shown conversations, manual away. */
@NullMarked
package dev.hansard.command.reader;

import org.jspecify.annotations.NullMarked;
