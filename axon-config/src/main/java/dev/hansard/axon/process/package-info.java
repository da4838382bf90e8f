// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** Projections: what turns the record into read models, replayable at any time. */
@NullMarked
package dev.hansard.axon.process;

import org.jspecify.annotations.NullMarked;
