// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The Audit Logs API: Slack's REST interface for reading who did what. */
@NullMarked
package dev.hansard.edge.audit;

import org.jspecify.annotations.NullMarked;
