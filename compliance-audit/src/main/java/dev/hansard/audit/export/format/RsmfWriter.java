// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.audit.export.Conversation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** {@code <conversation>/<conversation>_<day>.rsmf}. */
final class RsmfWriter extends SliceWriter {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** The first characters cannot occur in the encoded bodies. */
    private static final String BOUNDARY = "=_hansard_rsmf_=";

    private final FormatContext context;
    private final ExportFiles files;
    private final Transcript transcript;

    RsmfWriter(FormatContext context, ExportFiles files) {
        // A slice may begin with up to as many joins as it has messages.
        super(MAX_ITEMS / 2);
        this.context = context;
        this.files = files;
        this.transcript = new Transcript(context.people());
    }

    @Override
    void write(Slice slice) throws IOException {
        var manifest = new RsmfManifest(context, slice);
        Conversation in = slice.conversation();
        try (OutputStream out = new BufferedOutputStream(files.file(in.id() + '/' + slice.name() + ".rsmf"))) {
            var mail = new MailWriter(out);
            headers(mail, slice, manifest);
            mail.raw("MIME-Version", "1.0");
            mail.raw("Content-Type", "multipart/mixed; boundary=\"" + BOUNDARY + '"');
            mail.endOfHeaders();
            mail.part(BOUNDARY);
            mail.body("text/plain", transcript.text(slice));
            mail.part(BOUNDARY);
            mail.raw("Content-Type", "application/zip; name=\"rsmf.zip\"");
            mail.raw("Content-Disposition", "attachment; filename=\"rsmf.zip\"");
            mail.raw("Content-Transfer-Encoding", "base64");
            mail.endOfHeaders();
            try (var zip = new FixedZip(mail.base64())) {
                zip.add("rsmf_manifest.json", JSON.writeValueAsBytes(manifest.json()));
            }
            mail.endOfParts(BOUNDARY);
        }
    }

    private void headers(MailWriter mail, Slice slice, RsmfManifest manifest) throws IOException {
        Conversation in = slice.conversation();
        Ts first = manifest.first();
        Ts last = manifest.last();
        mail.raw("X-RSMF-Version", RsmfManifest.VERSION);
        mail.header("X-RSMF-Generator", context.product());
        mail.raw("X-RSMF-BeginDate", Times.iso(first));
        mail.raw("X-RSMF-EndDate", Times.iso(last));
        mail.raw("X-RSMF-EventCount", Integer.toString(manifest.events()));
        mail.header("X-RSMF-Participants", manifest.displays().stream().collect(Collectors.joining(", ")));
        mail.raw("X-RSMF-AttachmentCount", "0");
        mail.raw("X-RSMF-Application", RsmfManifest.PLATFORM);
        mail.header("X-RSMF-Custodian", context.custodian(in));
        mail.raw("X-RSMF-EventCollectionID", RsmfManifest.collection(in));
        mail.header("Subject", in.title(context.people()) + ' ' + slice.day());
        mail.raw("Date", Times.mail(last));
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
        mail.raw(
                "From",
                MailWriter.mailbox(context.people().get(slice.items().getFirst().author())));
    }
}
