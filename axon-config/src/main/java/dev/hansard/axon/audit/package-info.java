// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** How every role puts entries on the audit trail. */
@NullMarked
package dev.hansard.axon.audit;

import org.jspecify.annotations.NullMarked;
