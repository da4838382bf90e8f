// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports of this machine. */
final class Ports {
    private static final Pattern PORT = Pattern.compile(":(\\d+)/");

    /** Nobody may listen yet on a port that was given out. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** Below the ports that outgoing connections take, so that it is still free when a process starts again. */
    static int free() throws IOException {
        for (int tries = 0; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
            if (!GIVEN.add(port)) continue;
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (tries >= 100) throw e;
            }
        }
    }

    /** The port in a JDBC URL. */
    static int of(String url) {
        Matcher found = PORT.matcher(url);
        if (!found.find()) throw new IllegalArgumentException(url);
        return Integer.parseInt(found.group(1));
    }

    static String replaced(String url, int port) {
        return PORT.matcher(url).replaceFirst(":" + port + "/");
    }
}
