// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The data folder: who may use it, and the secrets in it. */
@NullMarked
package dev.hansard.server.folder;

import org.jspecify.annotations.NullMarked;
