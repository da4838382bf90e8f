// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a ZIP by path, without the bag's own folder. */
final class Unpacked {
    private Unpacked() {}

    static Map<String, byte[]> bag(Path file) {
        try {
            var files = new LinkedHashMap<String, byte[]>();
            zip(Files.readAllBytes(file))
                    .forEach((name, bytes) -> files.put(name.substring(name.indexOf('/') + 1), bytes));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only what is below {@code data/}, without that. */
    static Map<String, byte[]> data(Path file) {
        var files = new LinkedHashMap<String, byte[]>();
        bag(file).forEach((name, bytes) -> {
            if (name.startsWith("data/")) files.put(name.substring("data/".length()), bytes);
        });
        return files;
    }

    static Map<String, byte[]> zip(byte[] bytes) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (files.put(entry.getName(), zip.readAllBytes()) != null) {
                    throw new IllegalStateException("twice: " + entry.getName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
