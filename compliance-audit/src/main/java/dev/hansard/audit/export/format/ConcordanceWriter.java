// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.audit.export.Conversation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code export.dat} (UTF-8 with byte order mark), {@code export.opt}, {@code NATIVES}, {@code TEXT} and {@code IMAGES}. */
final class ConcordanceWriter extends SliceWriter {
    static final List<String> COLUMNS = List.of(
            "DOCID",
            "PARENTID",
            "BEGATTACH",
            "ENDATTACH",
            "CUSTODIAN",
            "DOCTYPE",
            "CHANNELID",
            "CHANNELNAME",
            "CHANNELTYPE",
            "PARTICIPANTS",
            "BEGINDATE",
            "ENDDATE",
            "TIMEZONE",
            "MSGCOUNT",
            "FROM",
            "SUBJECT",
            "FILENAME",
            "FILEEXT",
            "FILESIZE",
            "SHA256",
            "MD5",
            "NATIVELINK",
            "TEXTLINK");
    static final char SEPARATOR = '\u0014';
    static final char QUOTE = '\u00FE';
    static final char NEWLINE = '\u00AE';

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String VOLUME = "HANSARD001";
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");
    private static final Pattern RESERVED = Pattern.compile("[\u0014\u00FE\u00AE]");
    private static final int MAX_MESSAGES = 5_000;

    private final FormatContext context;
    private final SliceFiles documents;
    private final EmlDocument mail;
    private final OutputStream dat;
    private final OutputStream opt;
    private int number;

    ConcordanceWriter(FormatContext context, ExportFiles files) throws IOException {
        super(MAX_MESSAGES);
        this.context = context;
        this.documents = new SliceFiles(context, files);
        this.mail = new EmlDocument(context);
        this.dat = files.spool("export.dat");
        this.opt = files.spool("export.opt");
        dat.write(BYTE_ORDER_MARK);
        row(COLUMNS);
    }

    @Override
    void write(Slice slice) throws IOException {
        String id = "HNS%08d".formatted(++number);
        Conversation in = slice.conversation();
        var mailFile = documents.nativeFile("NATIVES/" + id + ".eml", slice);
        var text = documents.text("TEXT/" + id + ".txt", slice);
        String images = "IMAGES/" + id + ".pdf";
        int pages = documents.pages(images, slice);
        row(List.of(
                id,
                "",
                "",
                "",
                context.custodian(in),
                "Conversation day",
                in.id(),
                in.title(context.people()),
                in.kind().name().toLowerCase(java.util.Locale.ROOT),
                slice.participants().stream().map(context::name).collect(Collectors.joining(";")),
                Times.plain(slice.first()),
                Times.plain(slice.last()),
                "UTC",
                Integer.toString(slice.items().size()),
                context.name(mail.from(slice)),
                mail.subject(slice),
                mailFile.fileName(),
                "eml",
                Long.toString(mailFile.size()),
                mailFile.sha256(),
                mailFile.md5(),
                mailFile.windowsPath(),
                text.windowsPath()));
        String page = id + ',' + VOLUME + ',' + images.replace('/', '\\') + ",Y,,," + pages + "\r\n";
        opt.write(page.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void save(DataOutput state) throws IOException {
        super.save(state);
        state.writeInt(number);
    }

    @Override
    public void restore(DataInput state) throws IOException {
        number = state.readInt();
    }

    @Override
    public void close() throws IOException {
        dat.close();
        opt.close();
    }

    private void row(List<String> values) throws IOException {
        var line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) line.append(SEPARATOR);
            line.append(QUOTE).append(value(values.get(i))).append(QUOTE);
        }
        dat.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The characters that hold the file together cannot be part of a value. */
    private static String value(String text) {
        String plain = RESERVED.matcher(text).replaceAll("");
        return LINE_BREAK.matcher(plain).replaceAll(String.valueOf(NEWLINE));
    }
}
