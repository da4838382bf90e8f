// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The operator's door: tokens, status, replay, import. */
@NullMarked
package dev.hansard.server.admin;

import org.jspecify.annotations.NullMarked;
