// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The file formats in which what was said is handed over. */
@NullMarked
package dev.hansard.audit.export.format;

import org.jspecify.annotations.NullMarked;
