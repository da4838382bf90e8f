// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** E-discovery cases as they stand, and what a role in one allows. */
@NullMarked
package dev.hansard.axon.cases;

import org.jspecify.annotations.NullMarked;
