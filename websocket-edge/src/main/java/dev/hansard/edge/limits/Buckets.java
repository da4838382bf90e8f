// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

/** Token buckets by key. */
interface Buckets {
    /** Takes one call; throws {@link TooManyCalls} when none is left. */
    void take(BucketKey key);

    /** Throws {@link TooManyCalls} when none is left, as far as this process knows; takes nothing. */
    void peek(BucketKey key);
}
