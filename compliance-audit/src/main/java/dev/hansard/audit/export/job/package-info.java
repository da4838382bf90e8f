// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Makes exports in the background, packs and proves them, and keeps them until they are deleted. */
@NullMarked
package dev.hansard.audit.export.job;

import org.jspecify.annotations.NullMarked;
