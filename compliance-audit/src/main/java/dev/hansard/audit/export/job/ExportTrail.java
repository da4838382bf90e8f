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
        AuditEntry entry = entry(job, Step.STARTED.of(job), actor)
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
        AuditEntry entry = entry(job, Step.COMPLETED.of(job), AuditActor.PLATFORM)
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
        trail.record(
                entry(job, Step.DOWNLOADED.of(job), actor).with("range", range).with("sha256", job.sha256()), origin);
    }

    void deleted(ExportJob job, AuditActor actor, Origin origin) {
        trail.record(entry(job, Step.DELETED.of(job), actor).with("sha256", job.sha256()), origin);
    }

    private static AuditEntry entry(ExportJob job, AuditAction action, AuditActor actor) {
        return AuditEntry.of(job.request().workspace(), action, actor)
                .on(new AuditEntity(AuditEntity.Kind.EXPORT, job.id()))
                .with("format", job.request().format())
                .with("case", job.request().authority().caseId());
    }

    /** What is done with an export, under the name that it has for one person's data, for some channels, and for all. */
    private enum Step {
        STARTED(
                AuditAction.MANUAL_USER_EXPORT_STARTED,
                AuditAction.CHANNELS_EXPORT_STARTED,
                AuditAction.MANUAL_EXPORT_STARTED),
        COMPLETED(
                AuditAction.MANUAL_USER_EXPORT_COMPLETED,
                AuditAction.CHANNELS_EXPORT_COMPLETED,
                AuditAction.MANUAL_EXPORT_COMPLETED),
        DOWNLOADED(
                AuditAction.MANUAL_USER_EXPORT_DOWNLOADED,
                AuditAction.CHANNELS_EXPORT_DOWNLOADED,
                AuditAction.MANUAL_EXPORT_DOWNLOADED),
        DELETED(
                AuditAction.MANUAL_USER_EXPORT_DELETED,
                AuditAction.CHANNELS_EXPORT_DELETED,
                AuditAction.MANUAL_EXPORT_DELETED);

        private final AuditAction person;
        private final AuditAction channels;
        private final AuditAction all;

        Step(AuditAction person, AuditAction channels, AuditAction all) {
            this.person = person;
            this.channels = channels;
            this.all = all;
        }

        AuditAction of(ExportJob job) {
            if (job.request().isOfSubject()) return person;
            return job.request().scope().channels().isEmpty() ? all : channels;
        }
    }
}
