// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.Holds;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.proof.LeafProofs;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.store.Shards;
import java.nio.file.Path;
import java.time.Clock;
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
            Shards shards,
            ExportSettings settings,
            Clock clock,
            @Value("${hansard.data:data}") Path data) {
        Path root = settings.folder() == null ? data.resolve("exports") : settings.folder();
        var folder = new ExportFolder(root);
        var table = new JobTable(shards, folder.node());
        Holds known = holds.getIfAvailable(() -> (workspace, position) -> List.of());
        var maker = new ExportMaker(record, proofs.getIfAvailable(NoProofs::new), known, settings);
        return new Exports(table, folder, new ExportTrail(trail), maker, settings, clock);
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
