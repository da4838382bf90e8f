// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to hand over what was said. Stateless; {@link #open} makes the writer of one export. */
public sealed interface ExportFormat
        permits JsonLinesFormat,
                SlackFormat,
                RsmfFormat,
                EmlFormat,
                ActianceFormat,
                CsvFormat,
                ConcordanceFormat,
                EdrmFormat,
                SubjectFormat {
    /** For one person's own data; needs a request with just that person among its authors. */
    ExportFormat SUBJECT = new SubjectFormat();

    /** All formats for what was said by many, in the order in which they are listed to people. */
    List<ExportFormat> ALL = List.of(
            new JsonLinesFormat(),
            SlackFormat.WITHOUT_UPLOADS,
            SlackFormat.WITH_UPLOADS,
            new RsmfFormat(),
            new EmlFormat(),
            new ActianceFormat(),
            new CsvFormat(),
            new ConcordanceFormat(),
            new EdrmFormat());

    /** The name by which it is asked for. */
    String name();

    /** What it is, in a few words. */
    String description();

    /** Whether its writer puts in the bytes of files, and tells itself of those that are missing. */
    default boolean uploads() {
        return false;
    }

    FormatWriter open(FormatContext context, ExportFiles files) throws IOException;

    static List<String> names() {
        return ALL.stream().map(ExportFormat::name).toList();
    }

    /** Null when there is none of that name. */
    static @Nullable ExportFormat named(String name) {
        if (name.equals(SUBJECT.name())) return SUBJECT;
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
