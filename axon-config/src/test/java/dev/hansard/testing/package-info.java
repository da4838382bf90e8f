// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Test support every module shares, published as a test-jar. */
@NullMarked
package dev.hansard.testing;

import org.jspecify.annotations.NullMarked;
