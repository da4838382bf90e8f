// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import java.util.Set;

/**
 * A process of the cluster.
 *
 * @param incarnation differs each time a process starts under the name
 * @param edge whether clients come in here
 * @param commands the names of the commands it handles
 * @param queries the names of the queries it answers
 */
public record Node(
        String name,
        String incarnation,
        String host,
        int port,
        boolean edge,
        Set<String> commands,
        Set<String> queries) {}
