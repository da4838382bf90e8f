// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;

/** Puts what is done with exports on the audit trail. Fails closed, like the trail itself. */
final class ExportTrail {
    private final AuditTrail trail;

    ExportTrail(AuditTrail trail) {
        this.trail = trail;
    }

    void started(ExportJob job, AuditActor actor, Origin origin) {
        boolean some = isOfChannels(job);
        AuditEntry entry = entry(
                        job, some ? AuditAction.CHANNELS_EXPORT_STARTED : AuditAction.MANUAL_EXPORT_STARTED, actor)
                .with("position", job.request().position())
                .with("request_sha256", job.digest())
                .with("channels", job.request().scope().channels().size())
                .with("authors", job.request().scope().authors().size())
                .with("custodians", job.request().scope().custodians().size())
                .with("from", job.request().scope().from())
                .with("until", job.request().scope().until());
        trail.record(entry.noting(job.request().scope().keyword()), origin);
    }

    void completed(ExportJob job, ExportMaker.Made made) {
        boolean some = isOfChannels(job);
        var action = some ? AuditAction.CHANNELS_EXPORT_COMPLETED : AuditAction.MANUAL_EXPORT_COMPLETED;
        AuditEntry entry = entry(job, action, AuditActor.PLATFORM)
                .with("items", made.total().exported)
                .with("failed", made.total().failed)
                .with("exceptions", made.exceptions())
                .with("sha256", made.sha256());
        trail.record(entry, Origin.PLATFORM);
    }

    void failed(ExportJob job, String reason) {
        trail.record(entry(job, AuditAction.EXPORT_FAILED, AuditActor.PLATFORM).failed(reason), Origin.PLATFORM);
    }

    void cancelled(ExportJob job, AuditActor actor, Origin origin) {
        trail.record(entry(job, AuditAction.EXPORT_CANCELLED, actor), origin);
    }

    void downloaded(ExportJob job, AuditActor actor, Origin origin, String range) {
        var action = isOfChannels(job) ? AuditAction.CHANNELS_EXPORT_DOWNLOADED : AuditAction.MANUAL_EXPORT_DOWNLOADED;
        trail.record(entry(job, action, actor).with("range", range).with("sha256", job.sha256()), origin);
    }

    void deleted(ExportJob job, AuditActor actor, Origin origin) {
        var action = isOfChannels(job) ? AuditAction.CHANNELS_EXPORT_DELETED : AuditAction.MANUAL_EXPORT_DELETED;
        trail.record(entry(job, action, actor).with("sha256", job.sha256()), origin);
    }

    private static AuditEntry entry(ExportJob job, AuditAction action, AuditActor actor) {
        return AuditEntry.of(job.request().workspace(), action, actor)
                .on(new AuditEntity(AuditEntity.Kind.EXPORT, job.id()))
                .with("format", job.request().format())
                .with("case", job.request().authority().caseId());
    }

    private static boolean isOfChannels(ExportJob job) {
        return !job.request().scope().channels().isEmpty();
    }
}
