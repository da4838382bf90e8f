// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which core the server and its database may use, and which this process, so that what one takes is not missing to the other.
 *
 * @param server of the server and all that it starts
 * @param load of this process
 */
record Pinning(int server, int load) {
    /** The first two cores that this process may use. */
    static Pinning here() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Cpus_allowed_list:"))
                return among(cores(line.substring(18).strip()));
        }
        throw new IOException("the kernel does not tell which cores there are");
    }

    static Pinning among(List<Integer> cores) {
        if (cores.size() < 2) throw new IllegalStateException("--pin needs two cores; this process may use " + cores);
        return new Pinning(cores.get(0), cores.get(1));
    }

    /** Reads a list as the kernel writes it, such as {@code 0-3,8}. */
    static List<Integer> cores(String list) {
        var cores = new ArrayList<Integer>();
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", 2);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) cores.add(core);
        }
        return cores;
    }

    /** What a command begins with, to have it and its children run on the server's core. */
    List<String> prefix() {
        return List.of("taskset", "-c", Integer.toString(server));
    }

    /** Moves all threads of this process to its core; threads and processes that they start stay there. */
    void moveThisProcess() throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder(
                        "taskset",
                        "-a",
                        "-c",
                        "-p",
                        Integer.toString(load),
                        Long.toString(ProcessHandle.current().pid()))
                .redirectErrorStream(true)
                .start();
        String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (taskset.waitFor() != 0) throw new IOException("taskset: " + said.strip());
    }
}
