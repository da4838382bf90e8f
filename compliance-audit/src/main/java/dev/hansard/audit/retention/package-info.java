// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Erases what is due: the daily run, requests for erasure, and what waited for the release of a hold. */
@NullMarked
package dev.hansard.audit.retention;

import org.jspecify.annotations.NullMarked;
