// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** SCIM 2.0 (RFC 7643, RFC 7644): the door of identity providers to accounts and user groups. */
@NullMarked
package dev.hansard.edge.scim;

import org.jspecify.annotations.NullMarked;
