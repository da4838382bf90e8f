// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

/** On the main port. */
class OnePortRtmIT extends RtmContract {
    @Override
    SdkServer server() {
        return SdkServer.onePort();
    }
}
