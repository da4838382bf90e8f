// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.People;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A slice as a mail, with a table of those who took part and the messages, as text and as HTML. */
final class EmlDocument {
    static final String TYPE = "message/rfc822";
    /** The first characters cannot occur in the encoded bodies. */
    private static final String BOUNDARY = "=_hansard_alternative_=";

    private final FormatContext context;
    private final People people;
    private final Transcript transcript;

    EmlDocument(FormatContext context) {
        this.context = context;
        this.people = context.people();
        this.transcript = new Transcript(context.people());
    }

    void write(Slice slice, OutputStream out) throws IOException {
        var mail = new MailWriter(out);
        headers(mail, slice);
        mail.raw("MIME-Version", "1.0");
        mail.raw("Content-Type", "multipart/alternative; boundary=\"" + BOUNDARY + '"');
        mail.endOfHeaders();
        mail.part(BOUNDARY);
        var table = new EmlParticipants(slice, people);
        mail.body("text/plain", table.text() + '\n' + transcript.text(slice));
        mail.part(BOUNDARY);
        mail.body("text/html", new EmlHtml(slice, people, table).html());
        mail.endOfParts(BOUNDARY);
    }

    String subject(Slice slice) {
        return context.product() + " Compliance Export: "
                + slice.conversation().title(people) + ' ' + slice.day()
                + (slice.part() == 1 ? "" : " part " + slice.part());
    }

    UserId from(Slice slice) {
        return slice.items().getFirst().author();
    }

    List<UserId> to(Slice slice) {
        return new ArrayList<>(slice.participants());
    }

    private void headers(MailWriter mail, Slice slice) throws IOException {
        Conversation in = slice.conversation();
        mail.raw("From", MailWriter.mailbox(people.get(from(slice))));
        var to = new ArrayList<String>();
        for (UserId user : to(slice)) to.add(MailWriter.mailbox(people.get(user)));
        mail.raw("To", String.join(", ", to));
        mail.header("Subject", subject(slice));
        mail.raw("Date", Times.mail(slice.last()));
        mail.raw(
                "Message-ID",
                '<'
                        + slice.name()
                        + '.'
                        + context.request().position()
                        + '.'
                        + context.workspace()
                        + '@'
                        + MailWriter.NO_DOMAIN
                        + '>');
        mail.raw("Auto-Submitted", "auto-generated");
        mail.raw("Precedence", "bulk");
        mail.raw("X-GlobalRelay-MsgType", "Hansard");
        mail.header("X-Hansard-ChannelName", in.title(people));
        mail.raw("X-Hansard-ChannelID", in.id());
        mail.raw("X-Hansard-ChannelType", in.kind().name().toLowerCase(java.util.Locale.ROOT));
        mail.raw("X-Hansard-WorkspaceID", context.workspace());
        mail.raw("X-Hansard-Messages", Integer.toString(slice.items().size()));
    }
}
