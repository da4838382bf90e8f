// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.floor.Broadcast;
import dev.hansard.bench.load.Doorman;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** {@link Broadcast} as a process of its own. It ends with this one. */
final class BareBroadcast implements AutoCloseable {
    private final Process process;
    private final int port;

    /** @param prefix of the command, such as that which pins it to a core */
    BareBroadcast(List<String> prefix) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:MaxDirectMemorySize=1g",
                "-cp",
                System.getProperty("java.class.path"),
                Broadcast.class.getName()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String line = said.readLine();
        if (line == null) throw new IOException("the bare broadcast does not start");
        port = Integer.parseInt(line.strip());
    }

    /** @param room of each client; its sessions get what any of them says */
    Doorman doorman(IntFunction<String> room) {
        return (client, cursor) -> URI.create("ws://127.0.0.1:" + port + '/' + room.apply(client));
    }

    CpuTimes cpu() {
        return CpuTimes.now(process.pid(), -1);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
