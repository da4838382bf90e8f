// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A slice as the documents that load files point to: the mail itself, its text, and its pages. */
final class SliceFiles {
    private final ExportFiles files;
    private final EmlDocument document;
    private final Transcript transcript;

    SliceFiles(FormatContext context, ExportFiles files) {
        this.files = files;
        this.document = new EmlDocument(context);
        this.transcript = new Transcript(context.people());
    }

    /** @param path with forward slashes */
    record Written(String path, long size, String sha256, String md5) {
        String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** As Windows tools want it. */
        String windowsPath() {
            return path.replace('/', '\\');
        }
    }

    Written nativeFile(String path, Slice slice) throws IOException {
        return write(path, out -> document.write(slice, out));
    }

    Written text(String path, Slice slice) throws IOException {
        byte[] text = transcript.text(slice).getBytes(StandardCharsets.UTF_8);
        return write(path, out -> out.write(text));
    }

    /** Answers the number of pages. */
    int pages(String path, Slice slice) throws IOException {
        var pdf = new TextPdf(transcript.text(slice));
        write(path, pdf::write);
        return pdf.pages();
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private Written write(String path, Content content) throws IOException {
        ExportFiles.OutFile file = files.file(path);
        MessageDigest md5 = md5();
        try (var out = new BufferedOutputStream(new DigestOutputStream(file, md5))) {
            content.writeTo(out);
        }
        return new Written(path, file.size(), file.sha256(), HexFormat.of().formatHex(md5.digest()));
    }

    /** Not for security: old review tools tell documents apart by it. */
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }
}
