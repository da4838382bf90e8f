// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.audit.export.job.ExportJob;
import dev.hansard.audit.export.job.RequestJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An export as the admin door shows it.
 *
 * @param fraction done, from 0 to 1
 * @param request_sha256 the same for every repetition of the request
 */
record ExportAnswer(
        String id,
        String state,
        @Nullable String failure,
        double fraction,
        long items,
        long events,
        long total,
        long failed,
        long exceptions,
        long size,
        @Nullable String sha256,
        String asked,
        @Nullable String ended,
        String request_sha256,
        JsonNode request) {
    static ExportAnswer of(ExportJob job) {
        return new ExportAnswer(
                job.id(),
                job.state().wire(),
                job.failure(),
                job.state().isUnderWay() ? job.progress().fraction() : 1,
                job.progress().items(),
                job.progress().events(),
                job.progress().total(),
                job.failed(),
                job.exceptions(),
                job.size(),
                job.sha256(),
                job.askedAt().toString(),
                job.endedAt() == null ? null : job.endedAt().toString(),
                job.digest(),
                RequestJson.write(job.request()));
    }
}
