// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What people type into a search box: words, phrases and Slack's operators, read into clauses. */
@NullMarked
package dev.hansard.query.search.language;

import org.jspecify.annotations.NullMarked;
