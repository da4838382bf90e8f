// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.audit.export.Person;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.util.MimeUtil;

/** Writes a mail (RFC 5322, MIME) whose bytes depend on its content alone. */
final class MailWriter {
    /** For people without an address; the domain exists nowhere (RFC 2606). */
    static final String NO_DOMAIN = "hansard.invalid";

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,200}\\.[A-Za-z]{2,24}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final OutputStream out;

    MailWriter(OutputStream out) {
        this.out = out;
    }

    /** A field of free text; what is not ASCII is encoded (RFC 2047). */
    void header(String name, String value) throws IOException {
        String encoded = EncoderUtil.encodeIfNecessary(clean(value), EncoderUtil.Usage.TEXT_TOKEN, name.length() + 2);
        raw(name, encoded);
    }

    /** A field whose value is ASCII and has its form already. */
    void raw(String name, String value) throws IOException {
        text(MimeUtil.fold(name + ": " + value, 0) + "\r\n");
    }

    void endOfHeaders() throws IOException {
        text("\r\n");
    }

    /** Opens a part; its headers and {@link #endOfHeaders} follow. */
    void part(String boundary) throws IOException {
        text("\r\n--" + boundary + "\r\n");
    }

    void endOfParts(String boundary) throws IOException {
        text("\r\n--" + boundary + "--\r\n");
    }

    /** A whole body or part of text, with the headers that describe it. */
    void body(String type, String body) throws IOException {
        raw("Content-Type", type + "; charset=utf-8");
        raw("Content-Transfer-Encoding", "quoted-printable");
        endOfHeaders();
        byte[] lines = body.replace("\r\n", "\n")
                .replace("\r", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        EncoderUtil.encodeQ(new ByteArrayInputStream(lines), out);
    }

    /** Takes the bytes of a base64 body; closing it ends the body and leaves the mail open. */
    OutputStream base64() {
        return Base64.getMimeEncoder().wrap(new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        });
    }

    /** A mailbox: the name, and the address or one that goes nowhere. */
    static String mailbox(Person person) {
        String name = EncoderUtil.encodeAddressDisplayName(clean(person.name()));
        return name + " <" + address(person) + '>';
    }

    static String address(Person person) {
        String email = person.email();
        return email != null && isAddress(email)
                ? email
                : person.id().value().toLowerCase(java.util.Locale.ROOT) + '@' + NO_DOMAIN;
    }

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    private static String clean(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
