// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** Who is there: per device, aggregated, and told to those who asked; and what is shown once and never stored. */
@NullMarked
package dev.hansard.edge.presence;

import org.jspecify.annotations.NullMarked;
