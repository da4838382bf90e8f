// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ChannelKey;
import java.util.Collection;
import java.util.Set;

/** The peers of a process that is alone. */
public final class NoPeers implements Peers {
    @Override
    public String self() {
        return "alone";
    }

    @Override
    public Set<String> edges() {
        return Set.of();
    }

    @Override
    public Set<String> interested(ChannelKey channel) {
        return Set.of();
    }

    @Override
    public void tell(Collection<String> nodes, String topic, byte[] message) {}

    @Override
    public void listen(String topic, Listener listener) {}
}
