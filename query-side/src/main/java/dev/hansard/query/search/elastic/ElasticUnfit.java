// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

/** The settings name no Elasticsearch that can be used; the message says what to change. */
public final class ElasticUnfit extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ElasticUnfit(String why) {
        super(why);
    }

    ElasticUnfit(String why, Throwable cause) {
        super(why, cause);
    }
}
