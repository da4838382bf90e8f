// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** Where a shard's generations are: {@code g1}, {@code g2}, …, and {@code serving}, which names the one that serves. */
sealed interface ShardFolder {
    /** The number of the generation that serves; 1 at first. */
    long serving() throws IOException;

    /** Whether there is such a generation already. */
    boolean exists(long generation) throws IOException;

    Directory open(long generation) throws IOException;

    /** From now on this one serves, also after a crash at any moment. */
    void serve(long generation) throws IOException;

    void delete(long generation) throws IOException;

    /** What a crash in the middle of going over to a newer generation left. */
    void deleteOlder(long generation) throws IOException;

    static ShardFolder of(@Nullable Path folder, int shard) {
        return folder == null ? new InMemory() : new OnDisk(folder.resolve("shard-" + shard));
    }

    record OnDisk(Path root) implements ShardFolder {
        private static final String SERVING = "serving";
        private static final Pattern GENERATION = Pattern.compile("g\\d{1,18}");

        @Override
        public long serving() throws IOException {
            try {
                return Long.parseLong(Files.readString(root.resolve(SERVING)).strip());
            } catch (NoSuchFileException | NumberFormatException e) {
                return newest();
            }
        }

        private long newest() throws IOException {
            return numbers().stream().mapToLong(number -> number).max().orElse(1);
        }

        private List<Long> numbers() throws IOException {
            var numbers = new ArrayList<Long>();
            if (!Files.isDirectory(root)) return numbers;
            try (DirectoryStream<Path> all = Files.newDirectoryStream(root, "g*")) {
                for (Path each : all) {
                    String name = each.getFileName().toString();
                    if (GENERATION.matcher(name).matches()) numbers.add(Long.parseLong(name.substring(1)));
                }
            }
            return numbers;
        }

        @Override
        public void deleteOlder(long generation) throws IOException {
            for (long number : numbers()) if (number < generation) delete(number);
        }

        @Override
        public boolean exists(long generation) {
            return Files.isDirectory(folder(generation));
        }

        @Override
        public Directory open(long generation) throws IOException {
            Files.createDirectories(folder(generation));
            return FSDirectory.open(folder(generation));
        }

        @Override
        public void serve(long generation) throws IOException {
            Files.createDirectories(root);
            Path fresh = Files.writeString(root.resolve(SERVING + ".new"), Long.toString(generation));
            IOUtils.fsync(fresh, false);
            Files.move(
                    fresh, root.resolve(SERVING), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            IOUtils.fsync(root, true);
        }

        @Override
        public void delete(long generation) throws IOException {
            if (!exists(generation)) return;
            List<Path> inside;
            try (Stream<Path> walk = Files.walk(folder(generation))) {
                inside = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : inside) Files.deleteIfExists(each);
        }

        private Path folder(long generation) {
            return root.resolve("g" + generation);
        }
    }

    /** For tests and for servers that are thrown away. */
    final class InMemory implements ShardFolder {
        private final Map<Long, Directory> generations = new HashMap<>();
        private long serving = 1;

        @Override
        public synchronized long serving() {
            return serving;
        }

        @Override
        public synchronized boolean exists(long generation) {
            return generations.containsKey(generation);
        }

        @Override
        public synchronized Directory open(long generation) {
            return generations.computeIfAbsent(generation, number -> new ByteBuffersDirectory());
        }

        @Override
        public synchronized void serve(long generation) {
            serving = generation;
        }

        @Override
        public synchronized void delete(long generation) {
            generations.remove(generation);
        }

        @Override
        public synchronized void deleteOlder(long generation) {
            generations.keySet().removeIf(number -> number < generation);
        }
    }
}
