// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

/**
 * One thing that is asked of a message.
 *
 * @param excluded written with a minus: the message must not be so
 */
public record Clause(boolean excluded, SearchTerm term) {}
