// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** A real server as Slack's own Java SDK sees it, told nothing but a base address and a token. */
@NullMarked
package dev.hansard.server.sdk;

import org.jspecify.annotations.NullMarked;
