// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** {@code edrm.xml} with {@code natives} and {@code text}. */
final class EdrmWriter extends SliceWriter {
    private static final int MAX_MESSAGES = 5_000;

    private final FormatContext context;
    private final SliceFiles documents;
    private final EmlDocument mail;
    private final Xml xml;
    private int number;

    EdrmWriter(FormatContext context, ExportFiles files) throws IOException {
        super(MAX_MESSAGES);
        this.context = context;
        this.documents = new SliceFiles(context, files);
        this.mail = new EmlDocument(context);
        this.xml = new Xml(files.spool("edrm.xml"));
        xml.open(
                "Root",
                "MajorVersion",
                "1",
                "MinorVersion",
                "2",
                "DataInterchangeType",
                "Update",
                "Description",
                context.product());
        xml.open("Fields");
        for (String name : List.of("ChannelId", "ChannelType", "MessageCount")) {
            xml.empty("Field", "Key", name, "Name", name, "DataType", name.equals("MessageCount") ? "Integer" : "Text");
        }
        xml.shut();
        xml.open("Batch", "name", context.workspace()).open("Documents");
    }

    @Override
    void write(Slice slice) throws IOException {
        String id = "HNS%08d".formatted(++number);
        var mailFile = documents.nativeFile("natives/" + id + ".eml", slice);
        var text = documents.text("text/" + id + ".txt", slice);
        xml.open("Document", "DocID", id, "DocType", "Message", "MimeType", EmlDocument.TYPE);
        tags(slice, mailFile);
        xml.open("Files");
        file("Native", mailFile);
        file("Text", text);
        xml.shut();
        xml.open("Locations").open("Location");
        xml.text("Custodian", context.custodian(slice.conversation()));
        xml.text("LocationURI", "hansard:" + slice.conversation().key());
        xml.shut().shut();
        xml.shut();
    }

    @Override
    public void save(DataOutput state) throws IOException {
        super.save(state);
        xml.flush();
        state.writeInt(number);
    }

    @Override
    public void restore(DataInput state) throws IOException {
        xml.flush();
        number = state.readInt();
    }

    @Override
    public void close() throws IOException {
        xml.shut();
        xml.empty("Folders").empty("Relationships");
        xml.shut().shut();
        xml.close();
    }

    private void tags(Slice slice, SliceFiles.Written file) throws IOException {
        Conversation in = slice.conversation();
        xml.open("Tags");
        tag("#From", "Text", MailWriter.address(context.people().get(mail.from(slice))));
        tag("#To", "Text", mail.to(slice).stream().map(this::address).collect(Collectors.joining("; ")));
        tag("#Subject", "Text", mail.subject(slice));
        tag("#DateSent", "DateTime", Times.iso(slice.last()));
        tag("#DateCreated", "DateTime", Times.iso(slice.first()));
        tag("#DateModified", "DateTime", Times.iso(slice.last()));
        tag("#Title", "Text", in.title(context.people()));
        tag("#FileName", "Text", file.fileName());
        tag("#FileExtension", "Text", "eml");
        tag("#FileSize", "LongInteger", Long.toString(file.size()));
        tag("ChannelId", "Text", in.id());
        tag("ChannelType", "Text", in.kind().name().toLowerCase(java.util.Locale.ROOT));
        tag("MessageCount", "Integer", Integer.toString(slice.items().size()));
        xml.shut();
    }

    private void tag(String name, String type, String value) throws IOException {
        xml.empty("Tag", "TagName", name, "TagDataType", type, "TagValue", value);
    }

    private void file(String type, SliceFiles.Written file) throws IOException {
        int slash = file.path().lastIndexOf('/');
        xml.open("File", "FileType", type);
        xml.empty(
                "ExternalFile",
                "FilePath",
                file.path().substring(0, slash),
                "FileName",
                file.fileName(),
                "FileSize",
                Long.toString(file.size()),
                "Hash",
                file.sha256(),
                "HashType",
                "SHA-256");
        xml.shut();
    }

    private String address(UserId user) {
        return MailWriter.address(context.people().get(user));
    }
}
