// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Erases what people wrote: who may, what stands against it, and the job that goes through all that one person wrote. */
@NullMarked
package dev.hansard.command.erasure;

import org.jspecify.annotations.NullMarked;
