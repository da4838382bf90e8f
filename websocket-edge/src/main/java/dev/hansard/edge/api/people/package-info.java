// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The methods about people, bots, the workspace and the token itself. */
@NullMarked
package dev.hansard.edge.api.people;

import org.jspecify.annotations.NullMarked;
