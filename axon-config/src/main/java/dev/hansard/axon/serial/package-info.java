// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** How events are written down: logical names, revisions, and what a person wrote kept apart. */
@NullMarked
package dev.hansard.axon.serial;

import org.jspecify.annotations.NullMarked;
