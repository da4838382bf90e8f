// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** The doors to the command and query side. */
@NullMarked
package dev.hansard.axon.bus;

import org.jspecify.annotations.NullMarked;
