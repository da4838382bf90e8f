// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Decides about e-discovery cases and who has which role in them. */
@NullMarked
package dev.hansard.command.cases;

import org.jspecify.annotations.NullMarked;
