// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.net.URI;

/** Where clients reach a node that has the edge role: by lines that can be cut. */
record Edge(String name, Line http, Line rtm) {
    URI url() {
        return http.url();
    }

    /** The URL that {@code rtm.connect} told, by way of the line. */
    URI throughLine(String url) {
        URI told = URI.create(url);
        String query = told.getRawQuery() == null ? "" : '?' + told.getRawQuery();
        return URI.create("ws://127.0.0.1:" + rtm.port() + told.getRawPath() + query);
    }

    void set(Line.State state) throws IOException {
        http.set(state);
        rtm.set(state);
    }
}
