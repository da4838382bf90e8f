// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import dev.hansard.edge.transport.Acceptor;
import dev.hansard.edge.transport.Lane;
import dev.hansard.edge.transport.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts something between the fan-out and the sockets. */
final class TamperedTransport implements BeanPostProcessor {
    private final Breakage breakage;

    TamperedTransport(Breakage breakage) {
        this.breakage = breakage;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Transport right ? new Tampered(right, breakage) : bean;
    }

    private record Tampered(Transport right, Breakage breakage) implements Transport {
        @Override
        public void start(Acceptor acceptor) {
            Map<Lane, Lane> lanes = new ConcurrentHashMap<>();
            right.start((handshake, connection) -> {
                Lane lane = lanes.computeIfAbsent(connection.lane(), TamperedLane::new);
                return acceptor.accept(handshake, new TamperedConnection(connection, lane, new Tampering(breakage)));
            });
        }

        @Override
        public void refuse() {
            right.refuse();
        }

        @Override
        public void stop() {
            right.stop();
        }

        @Override
        public int port() {
            return right.port();
        }
    }
}
