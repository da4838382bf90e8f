// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.ExportRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The folder that an export is made in, and the file in it that tells how to go on. */
final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String POINT = "restart.json";

    private final Path folder;
    private final String request;

    Staging(Path folder, ExportRequest request) {
        this.folder = folder;
        this.request = RequestJson.digest(request);
    }

    /**
     * @param software that made it; another one may write other bytes
     * @param request its digest
     * @param head of the record when it was begun: an erasure after that makes it void
     */
    record Point(String software, String request, long head, BagPoint bag, RunPoint run) {}

    Path file() {
        return folder.resolve("export.zip");
    }

    Path folder() {
        return folder;
    }

    /** Null when there is nothing to go on from. */
    @Nullable
    Point read() {
        Path file = folder.resolve(POINT);
        if (!Files.exists(file)) return null;
        try {
            Point point = JSON.readValue(Files.readAllBytes(file), Point.class);
            boolean ours =
                    point.software().equals(Product.NAME) && point.request().equals(request);
            return ours ? point : null;
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be read; the export begins anew", file, e);
            return null;
        }
    }

    /** For good when this returns. */
    void keep(long head, BagPoint bag, RunPoint run) throws IOException {
        byte[] json = JSON.writeValueAsBytes(new Point(Product.NAME, request, head, bag, run));
        Path draft = folder.resolve(POINT + ".new");
        try (var out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(json);
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(false);
        }
        Files.move(draft, folder.resolve(POINT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    void empty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) Files.delete(each);
        }
    }
}
