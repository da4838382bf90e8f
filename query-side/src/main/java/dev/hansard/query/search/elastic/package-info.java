// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The message index in Elasticsearch, guarded so that its absence costs nothing but search. */
@NullMarked
package dev.hansard.query.search.elastic;

import org.jspecify.annotations.NullMarked;
