// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

/** With the index in an Elasticsearch. */
class SearchOnElasticIT extends SearchContract {
    @Override
    SdkServer server() {
        return SdkServer.elastic();
    }
}
