// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** Why content was erased. */
public enum ErasureReason {
    /** Its time under a retention policy ended. */
    RETENTION,
    /** The person it concerns, or the law on their behalf, asked for it. */
    REQUEST,
    /** A rule of the workspace other than retention. */
    POLICY,
    /** The operator of the installation decided so. */
    OPERATOR
}
