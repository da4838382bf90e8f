// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.springframework.util.FileSystemUtils;

/** Where the bundled Elasticsearch lives: its programs, unpacked once, and a folder for each run. */
final class ElasticsearchFiles {
    private ElasticsearchFiles() {}

    /** Under target, unless somebody else has to run it who cannot get there. */
    static Path place(boolean forOthers) throws IOException {
        Path target = Path.of("target", "elasticsearch").toAbsolutePath();
        Path place = forOthers && !isReachable(target.getParent().getParent())
                ? Path.of(System.getProperty("java.io.tmpdir"), "hansard-test-elasticsearch")
                : target;
        return Files.createDirectories(place);
    }

    private static boolean isReachable(Path folder) throws IOException {
        for (Path each = folder; each != null; each = each.getParent()) {
            if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) return false;
        }
        return true;
    }

    /** Unpacks at the first time; others who want the same wait meanwhile. */
    static Path unpacked(Path zip, Path place) throws IOException {
        String name = zip.getFileName().toString().replace(".zip", "");
        Path home = place.resolve(name);
        try (var channel =
                        FileChannel.open(place.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assert lock.isValid();
            if (Files.isDirectory(home)) return home;
            Path half = place.resolve(name + ".half");
            FileSystemUtils.deleteRecursively(half);
            unpack(zip, half);
            Files.move(half, home);
            return home;
        }
    }

    private static void unpack(Path zip, Path to) throws IOException {
        try (var archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : archive.stream().toList()) {
                Path name = Path.of(entry.getName());
                Path path = name.getNameCount() == 1 ? to : to.resolve(name.subpath(1, name.getNameCount()));
                if (!path.normalize().startsWith(to)) throw new IOException("not inside: " + name);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                try (InputStream content = archive.getInputStream(entry)) {
                    Files.copy(content, path);
                }
                boolean program = path.getParent().endsWith("bin") || path.endsWith("server-launcher");
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        FileSystemUtils.copyRecursively(from, to);
    }

    static void giveToNobody(Path folder) throws IOException {
        var nobody = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try (var all = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) all::iterator) Files.setOwner(each, nobody);
        }
    }

    /** Removes what the runs of JVMs that are no more have left behind. */
    static void sweep(Path place) throws IOException {
        List<Path> runs;
        try (var all = Files.list(place)) {
            runs = all.filter(each -> each.getFileName().toString().startsWith("run-"))
                    .toList();
        }
        for (Path run : runs) {
            long owner = Long.parseLong(run.getFileName().toString().split("-")[1]);
            if (ProcessHandle.of(owner).isPresent()) continue;
            server(run).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
            FileSystemUtils.deleteRecursively(run);
        }
    }

    /** The server process of a run, if it lives: the one that its file names, and that has the folder in its command line. */
    static Optional<ProcessHandle> server(Path run) {
        try {
            Path file = run.resolve("pid");
            if (!Files.exists(file)) return Optional.empty();
            String pid = Files.readString(file).strip();
            if (pid.isEmpty()) return Optional.empty();
            return ProcessHandle.of(Long.parseLong(pid)).filter(process -> belongs(process, run));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean belongs(ProcessHandle process, Path run) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ")))
                    .contains(run.toString());
        } catch (IOException e) {
            return process.info()
                    .commandLine()
                    .map(line -> line.contains(run.toString()))
                    .orElse(false);
        }
    }
}
