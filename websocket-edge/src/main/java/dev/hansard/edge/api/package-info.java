// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The Web API's door: arguments in, answers and errors out; and its methods. */
@NullMarked
package dev.hansard.edge.api;

import org.jspecify.annotations.NullMarked;
