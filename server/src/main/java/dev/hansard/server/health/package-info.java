// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What the health endpoint says of each dependency. */
@NullMarked
package dev.hansard.server.health;

import org.jspecify.annotations.NullMarked;
