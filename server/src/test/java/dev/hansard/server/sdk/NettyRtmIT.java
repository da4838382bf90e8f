// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

/** On a port of its own, as it comes. */
class NettyRtmIT extends RtmContract {
    @Override
    SdkServer server() {
        return SdkServer.usual();
    }
}
