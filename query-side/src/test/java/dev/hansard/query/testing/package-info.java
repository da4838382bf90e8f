// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Test support of the query side. */
package dev.hansard.query.testing;
