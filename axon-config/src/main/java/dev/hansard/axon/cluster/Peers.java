// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ChannelKey;
import java.util.Collection;
import java.util.Set;

/**
 * The other edges of the cluster, for what is told between them and is no part of the record: typing and presence. What is
 * told arrives once and in order, or not at all when the link to the node is down; the listener then hears of {@link
 * Listener#gone}. Alone in its process an edge has no peers, and everything here is empty or does nothing.
 */
public interface Peers {
    /** Called on the link's thread; must hand over quickly and must not throw. */
    interface Listener {
        /** What this node's edges told, in their order. */
        void told(String node, byte[] message);

        /** The edge can be told things from now on; it knows nothing yet, or nothing any more after a link that broke. */
        void joined(String node);

        /** The edge has left, or has not been heard of within its lease. */
        void gone(String node);
    }

    /** The name of this node. */
    String self();

    /** The other edges that are there now. */
    Set<String> edges();

    /** Those of them with a reader of the channel. */
    Set<String> interested(ChannelKey channel);

    /** Tells these nodes; does not wait. */
    void tell(Collection<String> nodes, String topic, byte[] message);

    /** Hears what is told about a topic; edges that are there already are reported as joined first. One listener a topic. */
    void listen(String topic, Listener listener);
}
