// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import dev.hansard.edge.api.BodyReader.Unreadable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code application/x-www-form-urlencoded}, read strictly: a damaged body is refused, not guessed at. */
final class Forms {

    private static final int MOST_FIELDS = 500;

    private Forms() {}

    /** Adds the fields to {@code into}; of a repeated field the last counts, {@code name[]} fields are joined with commas. */
    static void decode(String form, Charset charset, Map<String, String> into) throws Unreadable {
        int fields = 0;
        for (String field : form.split("&", -1)) {
            if (field.isEmpty()) continue;
            if (++fields > MOST_FIELDS) throw damaged("more than " + MOST_FIELDS + " fields");
            int equals = field.indexOf('=');
            String name = unescape(equals < 0 ? field : field.substring(0, equals), charset);
            String value = equals < 0 ? "" : unescape(field.substring(equals + 1), charset);
            if (name.endsWith("[]")) {
                into.merge(name.substring(0, name.length() - 2), value, (first, next) -> first + ',' + next);
            } else {
                into.put(name, value);
            }
        }
    }

    /** Decodes strictly. */
    static String text(byte[] bytes, Charset charset) throws Unreadable {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw damaged("the text is not " + charset);
        }
    }

    private static String unescape(String text, Charset charset) throws Unreadable {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                bytes.write(' ');
            } else if (c == '%') {
                if (i + 2 >= text.length()) throw damaged("an escape is cut off");
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high < 0 || low < 0) throw damaged("an escape is no number");
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c < 0x100) {
                bytes.write(c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return text(bytes.toByteArray(), charset);
    }

    private static Unreadable damaged(String detail) {
        return new Unreadable(ErrorCode.INVALID_FORM_DATA, detail);
    }
}
