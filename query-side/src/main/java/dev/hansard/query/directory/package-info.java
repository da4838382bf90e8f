// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Who and where: workspaces, people, tokens, conversations and their members. */
@NullMarked
package dev.hansard.query.directory;

import org.jspecify.annotations.NullMarked;
