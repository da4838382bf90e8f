// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Exports within e-discovery cases: asked for over the Web API, downloaded over HTTP. */
@NullMarked
package dev.hansard.server.discovery;

import org.jspecify.annotations.NullMarked;
