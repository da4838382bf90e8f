// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.ExportRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export that was asked for.
 *
 * @param id {@code X…}
 * @param digest of the request, the same for every repetition of it
 * @param failure why it failed, else null
 * @param askedAt when
 * @param firstAskedAt when the same request was first made, which is the time that its file tells
 * @param endedAt null while it is under way
 * @param progress counts; of a running one as they were stored last
 * @param failed messages that could not be exported
 * @param exceptions entries of the exceptions report
 * @param size of the file in bytes
 * @param sha256 of the file, lower-case hex, null until it is done
 */
public record ExportJob(
        String id,
        String digest,
        ExportRequest request,
        ExportState state,
        @Nullable String failure,
        Instant askedAt,
        Instant firstAskedAt,
        @Nullable Instant endedAt,
        ExportProgress progress,
        long failed,
        long exceptions,
        long size,
        @Nullable String sha256) {
    /** One that was asked for just now. */
    static ExportJob asked(String id, ExportRequest request, Instant now) {
        String digest = RequestJson.digest(request);
        ExportProgress none = ExportProgress.NONE;
        return new ExportJob(id, digest, request, ExportState.QUEUED, null, now, now, null, none, 0, 0, 0, null);
    }

    ExportJob with(ExportProgress newProgress) {
        return new ExportJob(
                id,
                digest,
                request,
                state,
                failure,
                askedAt,
                firstAskedAt,
                endedAt,
                newProgress,
                failed,
                exceptions,
                size,
                sha256);
    }
}
