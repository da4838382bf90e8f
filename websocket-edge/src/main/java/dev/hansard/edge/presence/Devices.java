// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import dev.hansard.api.PersonKey;
import dev.hansard.axon.cluster.Peers;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.EncodedFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.springframework.stereotype.Component;

/** All devices of a person, at whichever edge: for what is shown once to those that are connected now. */
@Component
final class Devices implements Peers.Listener {
    private static final String TOPIC = "ephemeral";

    private final SessionRegistry registry;
    private final Peers peers;

    Devices(SessionRegistry registry, Peers peers) {
        this.registry = registry;
        this.peers = peers;
        peers.listen(TOPIC, this);
    }

    void show(PersonKey person, EncodedFrame frame) {
        showHere(person, frame);
        Set<String> others = peers.edges();
        if (!others.isEmpty()) peers.tell(others, TOPIC, message(person, frame));
    }

    private void showHere(PersonKey person, EncodedFrame frame) {
        for (Session session : registry.of(person)) session.send(frame);
    }

    /** The person, a line feed, the frame. */
    private static byte[] message(PersonKey person, EncodedFrame frame) {
        byte[] head = (person.toString() + '\n').getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(head, head.length + frame.json().length);
        System.arraycopy(frame.json(), 0, message, head.length, frame.json().length);
        return message;
    }

    @Override
    public void told(String node, byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != '\n') end++;
        if (end == message.length) return;
        PersonKey person = PersonKey.parse(new String(message, 0, end, StandardCharsets.US_ASCII));
        showHere(person, EncodedFrame.of(Arrays.copyOfRange(message, end + 1, message.length)));
    }

    @Override
    public void joined(String node) {
        // There is nothing to catch up with: what was shown before is over.
    }

    @Override
    public void gone(String node) {
        // As above.
    }
}
