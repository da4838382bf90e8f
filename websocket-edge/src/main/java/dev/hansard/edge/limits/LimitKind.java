// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import java.util.Locale;

/** What is limited. */
public enum LimitKind {
    /** One method, called by one app or person. */
    CALLS,
    /** Posts of one app or person to one channel. */
    CHANNEL,
    /** All calls within one workspace. */
    WORKSPACE,
    /** All calls of one person or app. */
    PERSON,
    /** All calls from one address. */
    ADDRESS,
    /** Bad tokens from one address. */
    FAILED_AUTH;

    /** As settings and metrics name it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
