// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** The one seam between what a person wrote and where it is stored. */
@NullMarked
package dev.hansard.axon.content;

import org.jspecify.annotations.NullMarked;
