// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The message index as a port: what is put in, what is asked and what comes back, in words that every search engine
 * understands.
 */
@NullMarked
package dev.hansard.query.search;

import org.jspecify.annotations.NullMarked;
