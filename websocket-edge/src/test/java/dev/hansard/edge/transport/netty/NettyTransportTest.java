// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import dev.hansard.edge.transport.Acceptor;
import dev.hansard.edge.transport.Transport;
import dev.hansard.edge.transport.TransportContract;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import java.net.InetSocketAddress;

class NettyTransportTest implements TransportContract {

    @Override
    public Running start(Acceptor acceptor, TransportLimits limits, TransportMetrics metrics) {
        var transport = new NettyTransport(new InetSocketAddress("127.0.0.1", 0), 2, 100, limits, metrics);
        transport.start(acceptor);
        return new Running() {
            @Override
            public Transport transport() {
                return transport;
            }

            @Override
            public String base() {
                return "ws://127.0.0.1:" + transport.port();
            }

            @Override
            public void close() {
                transport.stop();
            }
        };
    }
}
