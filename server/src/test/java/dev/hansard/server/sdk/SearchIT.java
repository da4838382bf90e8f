// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

/** With the index inside the server. */
class SearchIT extends SearchContract {
    @Override
    SdkServer server() {
        return SdkServer.usual();
    }
}
