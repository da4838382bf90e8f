// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** Several processes as one Hansard: which nodes there are, and what travels between them. */
@NullMarked
package dev.hansard.axon.cluster;

import org.jspecify.annotations.NullMarked;
