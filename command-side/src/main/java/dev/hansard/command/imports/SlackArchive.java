// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A workspace export as a ZIP file, read in place: nothing is ever unpacked to disk. */
final class SlackArchive implements Closeable {
    /** A file of the archive by the name its writer meant. */
    record Item(String name, ZipEntry entry) {}

    private final ZipFile zip;
    private final ArchiveLimits limits;
    private final Map<String, Item> roots = new HashMap<>();
    private final Map<String, List<Item>> days = new HashMap<>();
    private long dayBytes;

    private SlackArchive(ZipFile zip, ArchiveLimits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /** Lists what is in the archive and refuses it if that alone shows harm. What it leaves out goes to {@code tally}. */
    static SlackArchive open(Path file, ArchiveLimits limits, Tally tally) throws ArchiveRefused {
        try {
            long directory = CentralDirectory.size(file);
            if (directory < 0) throw new ArchiveRefused(SkipReason.NOT_A_ZIP);
            if (directory > limits.directoryBytes()) throw new ArchiveRefused(SkipReason.ZIP_BOMB);
            var archive = new SlackArchive(new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1), limits);
            try {
                archive.index(Files.size(file), tally);
                return archive;
            } catch (ArchiveRefused | RuntimeException e) {
                archive.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ArchiveRefused(SkipReason.NOT_A_ZIP);
        }
    }

    @Nullable
    Item root(String name) {
        return roots.get(name);
    }

    /** The day files of a conversation's folder, oldest first; empty if there is no such folder. */
    List<Item> days(String folder) {
        return days.getOrDefault(folder, List.of());
    }

    Set<String> folders() {
        return days.keySet();
    }

    /** Unpacked bytes of all day files, as the archive says. */
    long dayBytes() {
        return dayBytes;
    }

    CheckedEntry read(Item item) throws IOException {
        return new CheckedEntry(zip.getInputStream(item.entry()), item.entry());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void index(long fileBytes, Tally tally) throws ArchiveRefused {
        var seen = new HashSet<String>();
        var twice = new HashSet<String>();
        long total = 0;
        for (var all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            total += Math.max(0, entry.getSize());
            String name = EntryNames.decode(entry.getName());
            if (!seen.add(name)) {
                twice.add(name);
                tally.skip(SkipReason.DUPLICATE_ENTRY, name);
            } else if (!EntryNames.isSafe(name)) {
                tally.skip(SkipReason.UNSAFE_NAME, name);
            } else if (!entry.isDirectory()) {
                file(new Item(name, entry), tally);
            }
        }
        if (total > Math.max(limits.smallTotal(), fileBytes * limits.ratio())) {
            throw new ArchiveRefused(SkipReason.ZIP_BOMB);
        }
        roots.keySet().removeAll(twice);
        days.values().forEach(list -> list.removeIf(item -> twice.contains(item.name())));
        days.values().forEach(list -> list.sort(Comparator.comparing(Item::name)));
        dayBytes = days.values().stream()
                .flatMap(List::stream)
                .mapToLong(item -> item.entry().getSize())
                .sum();
    }

    private void file(Item item, Tally tally) {
        String[] parts = item.name().split("/", -1);
        boolean day = parts.length == 2 && EntryNames.isDay(parts[1]);
        if (!day && parts.length > 1) {
            tally.skip(SkipReason.NOT_PART_OF_AN_EXPORT, item.name());
        } else if (item.entry().getSize() > limits.entryBytes()) {
            tally.skip(SkipReason.ENTRY_TOO_LARGE, item.name());
        } else if (day) {
            days.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(item);
        } else {
            roots.put(item.name(), item);
        }
    }
}
