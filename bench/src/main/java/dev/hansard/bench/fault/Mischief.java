// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.fault.sabotage.Breakage;
import dev.hansard.bench.fault.sabotage.Saboteur;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the servers of a run have on their class path beside their own jar: a clock that can be stepped, and perhaps a breakage.
 *
 * @param breakage null for a server as it is
 */
record Mischief(@Nullable Breakage breakage) {
    private static final String PACKAGE = Saboteur.class.getPackageName().replace('.', '/');

    /** The file that tells a node by how many milliseconds its clock is wrong. */
    static Path clock(Path folder, String node) {
        return folder.resolve(node + ".clock");
    }

    List<String> options(Path folder, String node) {
        String clock = "-D" + Saboteur.CLOCK + '=' + clock(folder, node);
        return breakage == null ? List.of(clock) : List.of(clock, "-D" + Saboteur.BREAKAGE + '=' + breakage);
    }

    /** Made of the bench's own classes at the first call. */
    Path jar(Path folder) throws IOException {
        Path jar = folder.resolve("mischief.jar");
        if (Files.exists(jar)) return jar;
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            Path place = Path.of(Saboteur.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                copy(place, out);
            } else {
                try (FileSystem zip = FileSystems.newFileSystem(place)) {
                    copy(zip.getPath("/"), out);
                }
            }
            out.putNextEntry(new JarEntry("META-INF/spring.factories"));
            out.write(("org.springframework.context.ApplicationContextInitializer=" + Saboteur.class.getName() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        return jar;
    }

    private static void copy(Path root, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(PACKAGE))) {
            for (Path file : files.sorted().toList()) {
                jar.putNextEntry(new JarEntry(PACKAGE + '/' + file.getFileName()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }
}
