// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The methods by which admins govern a workspace. */
@NullMarked
package dev.hansard.edge.api.admin;

import org.jspecify.annotations.NullMarked;
