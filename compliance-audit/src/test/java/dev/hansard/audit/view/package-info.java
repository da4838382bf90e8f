// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of looks into the past. */
@NullMarked
package dev.hansard.audit.view;

import org.jspecify.annotations.NullMarked;
