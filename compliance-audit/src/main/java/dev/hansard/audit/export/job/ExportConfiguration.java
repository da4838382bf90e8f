// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.Holds;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.proof.LeafProofs;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StateTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Exports within the compliance role. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportSettings.class)
class ExportConfiguration {
    @Bean(destroyMethod = "close")
    Exports exports(
            RecordReader record,
            ObjectProvider<LeafProofs> proofs,
            ObjectProvider<Holds> holds,
            AuditTrail trail,
            ExportSettings settings,
            Clock clock,
            JobTable table,
            ExportFolders folders) {
        Holds known = holds.getIfAvailable(() -> (workspace, position) -> List.of());
        var maker = new ExportMaker(record, proofs.getIfAvailable(NoProofs::new), known, settings);
        return new Exports(table, folders, new ExportTrail(trail), maker, settings, clock);
    }

    @Bean
    ExportFolders exportFolders(Shards shards, ExportSettings settings, @Value("${hansard.data:data}") Path data) {
        Path root = settings.folder() == null ? data.resolve("exports") : settings.folder();
        var byRoot = new LinkedHashMap<Path, ExportFolder>();
        ExportFolder usual = byRoot.computeIfAbsent(root, ExportFolder::new);
        var ofShards = shards.all().stream()
                .map(shard -> {
                    Path region = shards.folder(shard.id());
                    return byRoot.computeIfAbsent(region == null ? root : region.resolve("exports"), ExportFolder::new);
                })
                .toList();
        return new ExportFolders(
                usual,
                List.copyOf(byRoot.values()),
                workspace -> ofShards.get(shards.of(workspace).id()),
                ofShards::get);
    }

    @Bean
    JobTable exportJobs(Shards shards, ExportFolders folders) {
        return new JobTable(shards, folders.node());
    }

    @Bean
    StateTable exportJobTable() {
        return new StateTable("export_job", "workspace");
    }

    @Bean
    MovedExports movedExports(JobTable table, ExportFolders folders) {
        return new MovedExports(table, folders.ofShard()::apply);
    }

    /** Once everything that an export may need is there. */
    @Bean
    Resumption resumption(Exports exports) {
        return new Resumption(exports);
    }

    /** Takes up what was under way. */
    record Resumption(Exports exports) {
        @EventListener(ApplicationReadyEvent.class)
        void resume() {
            exports.resume();
        }
    }
}
