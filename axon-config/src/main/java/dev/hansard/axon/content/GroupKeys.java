// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.util.Collection;
import java.util.Map;

/** Where groups of keys are kept. */
interface GroupKeys {
    /** By epoch; empty when the group has no key yet. */
    Map<Integer, PuncturableKey> load(GroupId id);

    /** Makes the group's key of that epoch, unless another was first; durable when this returns. */
    void create(GroupId id, int epoch);

    /** Takes these leaves out of all epochs, all or none. */
    void puncture(GroupId id, Collection<Integer> leaves);
}
