// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import dev.hansard.command.imports.ImportReport.Count;
import dev.hansard.command.imports.WorkspaceFinder.Found;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Brings a Slack workspace export in through the same commands that people's clients cause, keeping ids and ts. Memory
 * grows with the archive's people, conversations and file names and with its largest day, not with its messages.
 */
@Component
public final class SlackImport {
    private static final Logger LOG = LoggerFactory.getLogger(SlackImport.class);

    private static final Map<String, ChannelKind> LISTS = lists();

    private final Commands commands;
    private final Queries queries;
    private final Clock clock;
    private final ImportMetrics metrics;
    private final ArchiveLimits limits;

    @Autowired
    public SlackImport(Commands commands, Queries queries, Clock clock, MeterRegistry registry) {
        this(commands, queries, clock, registry, ArchiveLimits.DEFAULT);
    }

    SlackImport(Commands commands, Queries queries, Clock clock, MeterRegistry registry, ArchiveLimits limits) {
        this.commands = commands;
        this.queries = queries;
        this.clock = clock;
        this.metrics = new ImportMetrics(registry);
        this.limits = limits;
    }

    /**
     * Imports in the calling thread. Importing the same archive again adds only what is not there yet, so an import that
     * was interrupted or met a failure is continued by repeating it.
     *
     * @param workspaceName name, domain or id of an existing workspace, or the name of a new one
     * @param progress hears often; should return at once
     * @param cancelled asked often; once true, the import ends after what it has already sent
     * @return what happened, also when the archive is unusable
     */
    public ImportReport run(
            Path zip, String workspaceName, Consumer<ImportProgress> progress, BooleanSupplier cancelled) {
        return run(zip, workspaceName, null, progress, cancelled);
    }

    /**
     * Like {@link #run(Path, String, Consumer, BooleanSupplier)}.
     *
     * @param region label of the region that a new workspace's data stay in; null for any
     */
    public ImportReport run(
            Path zip,
            String workspaceName,
            @Nullable String region,
            Consumer<ImportProgress> progress,
            BooleanSupplier cancelled) {
        if (workspaceName.isBlank()) throw new IllegalArgumentException("a workspace name is needed");
        long started = System.nanoTime();
        var tally = new Tally(limits.examples());
        metrics.started();
        try (SlackArchive archive = SlackArchive.open(zip, limits, tally)) {
            ImportReport report = run(archive, tally, workspaceName, region, progress, cancelled);
            LOG.info(
                    "import into {}: complete {}, stopped {}, messages {}",
                    report.workspace(),
                    report.complete(),
                    report.stopped(),
                    report.messages());
            return report;
        } catch (ArchiveRefused e) {
            tally.skip(e.reason(), String.valueOf(zip.getFileName()));
            LOG.warn("import refused: {}", e.reason().code());
            return refused(workspaceName, e.reason().code(), tally, Duration.ofNanos(System.nanoTime() - started));
        } catch (IOException e) {
            LOG.warn("the archive could not be closed", e);
            return refused(workspaceName, SkipReason.NOT_A_ZIP.code(), tally, Duration.ZERO);
        } finally {
            metrics.ended();
        }
    }

    private ImportReport run(
            SlackArchive archive,
            Tally tally,
            String workspaceName,
            @Nullable String region,
            Consumer<ImportProgress> progress,
            BooleanSupplier cancelled)
            throws ArchiveRefused {
        if (LISTS.keySet().stream().allMatch(list -> archive.root(list) == null)) {
            throw new ArchiveRefused(SkipReason.NOT_A_SLACK_EXPORT);
        }
        var channels = new ArrayList<ImportReport.Channel>();
        Found found = null;
        ImportSession session = null;
        Count people = Count.NONE;
        String stopped = null;
        try {
            found = new WorkspaceFinder(commands, queries, clock)
                    .findOrFound(workspaceName, originalId(archive), region);
            session = new ImportSession(
                    archive, limits, tally, found.id(), commands, metrics, clock, progress, cancelled);
            people = people(session);
            for (Conversation conversation : conversations(session)) {
                var one = new ConversationImport(session, conversation);
                try {
                    one.run();
                } finally {
                    channels.add(one.report());
                }
            }
        } catch (ImportStopped e) {
            stopped = e.why();
        }
        boolean complete =
                stopped == null && !tally.dataHidden() && channels.stream().allMatch(ImportReport.Channel::complete);
        return new ImportReport(
                found == null ? null : found.id(),
                workspaceName,
                found != null && found.founded(),
                complete,
                stopped,
                session == null ? people : people.plus(session.placeholders()),
                List.copyOf(channels),
                tally.lines(),
                session == null ? Duration.ZERO : session.elapsed());
    }

    private static Count people(ImportSession session) throws ImportStopped {
        SlackArchive.Item users = users(session.archive);
        if (users == null) return Count.NONE;
        var all = new ArrayList<AddPerson>();
        var seen = new long[2];
        JsonFiles.Outcome outcome = JsonFiles.forEach(session.archive, users, session.tally, user -> {
            seen[0]++;
            if (Fields.user(Fields.text(user, "id")) == null) seen[1]++;
            AddPerson person = session.people.read(user, session.tally);
            if (person != null) all.add(person);
        });
        if (outcome == JsonFiles.Outcome.UNTRUSTED) return Count.NONE;
        session.tell(null);
        int fresh = session.admit(all);
        return new Count(seen[0], fresh, seen[0] - seen[1] - fresh, seen[1]);
    }

    private List<Conversation> conversations(ImportSession session) {
        var all = new ArrayList<Conversation>();
        var mapping = new ConversationMapping(session.workspace, session.people, session.tally, clock);
        var folders = new HashSet<>(session.archive.folders());
        LISTS.forEach((list, kind) -> {
            SlackArchive.Item item = session.archive.root(list);
            if (item == null) return;
            JsonFiles.forEach(session.archive, item, session.tally, each -> {
                Conversation conversation = mapping.read(kind, each);
                if (conversation != null) all.add(conversation);
            });
        });
        all.forEach(conversation -> folders.remove(conversation.folder()));
        folders.forEach(folder -> session.tally.skip(SkipReason.FOLDER_WITHOUT_CONVERSATION, folder));
        return all;
    }

    /** The workspace's id before, as the first of its people who has one tells it. */
    private static @Nullable WorkspaceId originalId(SlackArchive archive) {
        SlackArchive.Item users = users(archive);
        if (users == null) return null;
        var ids = new ArrayList<WorkspaceId>();
        JsonFiles.forEach(archive, users, new Tally(0), user -> {
            WorkspaceId id = ids.isEmpty() ? Fields.workspace(Fields.text(user, "team_id")) : null;
            if (id != null) ids.add(id);
        });
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private static SlackArchive.@Nullable Item users(SlackArchive archive) {
        SlackArchive.Item users = archive.root("users.json");
        return users != null ? users : archive.root("org_users.json");
    }

    private static ImportReport refused(String workspaceName, String why, Tally tally, Duration took) {
        return new ImportReport(null, workspaceName, false, false, why, Count.NONE, List.of(), tally.lines(), took);
    }

    private static Map<String, ChannelKind> lists() {
        var lists = new LinkedHashMap<String, ChannelKind>();
        lists.put("channels.json", ChannelKind.PUBLIC);
        lists.put("groups.json", ChannelKind.PRIVATE);
        lists.put("dms.json", ChannelKind.IM);
        lists.put("mpims.json", ChannelKind.MPIM);
        return lists;
    }
}
