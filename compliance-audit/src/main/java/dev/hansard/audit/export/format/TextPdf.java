// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as pages (PDF 1.4) in the typewriter font that every reader brings along. That font has Western European letters
 * only; others are shown as question marks, and are whole in the text and native files beside it.
 */
final class TextPdf {
    private static final int COLUMNS = 90;
    private static final int LINES = 66;
    private static final int FIRST_PAGE_OBJECT = 4;

    private final List<List<String>> pages = new ArrayList<>();
    private final CharsetEncoder encoder = Charset.forName("windows-1252").newEncoder();

    TextPdf(String text) {
        List<String> page = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            for (int from = 0; from == 0 || from < line.length(); from += COLUMNS) {
                if (page.size() == LINES) {
                    pages.add(page);
                    page = new ArrayList<>();
                }
                page.add(line.substring(from, Math.min(line.length(), from + COLUMNS)));
            }
        }
        pages.add(page);
    }

    int pages() {
        return pages.size();
    }

    void write(OutputStream out) throws IOException {
        var body = new ByteArrayOutputStream();
        var offsets = new ArrayList<Integer>();
        text(body, "%PDF-1.4\n");
        object(body, offsets, "<< /Type /Catalog /Pages 2 0 R >>");
        var kids = new StringBuilder();
        for (int i = 0; i < pages.size(); i++)
            kids.append(FIRST_PAGE_OBJECT + 2 * i).append(" 0 R ");
        object(body, offsets, "<< /Type /Pages /Count " + pages.size() + " /Kids [ " + kids + "] >>");
        object(body, offsets, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>");
        for (List<String> page : pages) {
            int contents = offsets.size() + 2;
            object(
                    body,
                    offsets,
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
                            + " /Contents " + contents + " 0 R >>");
            stream(body, offsets, content(page));
        }
        int xref = body.size();
        text(body, "xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        for (int offset : offsets) text(body, "%010d 00000 n \n".formatted(offset));
        text(body, "trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + xref + "\n%%EOF\n");
        body.writeTo(out);
    }

    private byte[] content(List<String> page) throws IOException {
        var content = new ByteArrayOutputStream();
        text(content, "BT /F1 10 Tf 11 TL 36 756 Td\n");
        for (String line : page) {
            content.write('(');
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (Character.isLowSurrogate(c)) continue;
                if (c == '(' || c == ')' || c == '\\') content.write('\\');
                boolean shown = c >= ' ' && encoder.canEncode(c);
                content.write(
                        shown ? encoder.charset().encode(String.valueOf(c)).get(0) : c < ' ' ? ' ' : '?');
            }
            text(content, ") Tj T*\n");
        }
        text(content, "ET\n");
        return content.toByteArray();
    }

    private static void object(ByteArrayOutputStream body, List<Integer> offsets, String text) {
        offsets.add(body.size());
        text(body, offsets.size() + " 0 obj\n" + text + "\nendobj\n");
    }

    private static void stream(ByteArrayOutputStream body, List<Integer> offsets, byte[] content) throws IOException {
        offsets.add(body.size());
        text(body, offsets.size() + " 0 obj\n<< /Length " + content.length + " >>\nstream\n");
        body.write(content);
        text(body, "endstream\nendobj\n");
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
