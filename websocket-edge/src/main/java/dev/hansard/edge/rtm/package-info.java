// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** The RTM protocol: how a session is opened, what it may say, how it ends. */
@NullMarked
package dev.hansard.edge.rtm;

import org.jspecify.annotations.NullMarked;
