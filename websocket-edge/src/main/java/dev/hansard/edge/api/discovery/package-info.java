// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** E-discovery over HTTP: cases and what can be done in them, and what collectors of archives read. */
@NullMarked
package dev.hansard.edge.api.discovery;

import org.jspecify.annotations.NullMarked;
