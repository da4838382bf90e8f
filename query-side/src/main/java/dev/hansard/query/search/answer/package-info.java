// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Answers searches: who may see what, what names mean, what comes first, and the messages behind the hits. */
@NullMarked
package dev.hansard.query.search.answer;

import org.jspecify.annotations.NullMarked;
