// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import dev.hansard.edge.EdgeSettings;
import dev.hansard.edge.api.ApiRequest.Fault;
import dev.hansard.edge.auth.BearerToken;
import dev.hansard.edge.idempotency.KeyedCall;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads a request's token and arguments from its header, query and body, whichever form the body has. */
@Component
final class BodyReader {

    private static final Set<Charset> CHARSETS =
            Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

    private final int maxBody;

    BodyReader(EdgeSettings settings) {
        this.maxBody = (int) settings.maxBody().toBytes();
    }

    /** Thrown inside; always ends as {@link ApiRequest#fault}. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Fault fault;

        Unreadable(ErrorCode code, String detail) {
            super(detail, null, false, false);
            this.fault = new Fault(code, detail);
        }
    }

    ApiRequest read(HttpServletRequest request) throws IOException {
        String bearer = BearerToken.of(request.getHeader("Authorization"));
        String key = request.getHeader(KeyedCall.HEADER);
        var arguments = new LinkedHashMap<String, String>();
        try {
            String query = request.getQueryString();
            if (query != null) Forms.decode(query, StandardCharsets.UTF_8, arguments);
            String queryToken = arguments.get("token");
            boolean json = request.getMethod().equals("POST") && readBody(request, arguments);
            // A token inside a JSON body is not one: Slack takes it from the header there.
            String sent = json ? queryToken : arguments.get("token");
            arguments.remove("token");
            return new ApiRequest(bearer != null ? bearer : sent, arguments, key, null);
        } catch (Unreadable e) {
            return new ApiRequest(bearer, Map.of(), key, e.fault);
        }
    }

    /** Answers whether the body was JSON. */
    private boolean readBody(HttpServletRequest request, Map<String, String> arguments) throws IOException, Unreadable {
        if (request.getContentLengthLong() > maxBody) throw tooLarge();
        MediaType type = type(request.getContentType());
        if (type != null && type.equalsTypeAndSubtype(MediaType.MULTIPART_FORM_DATA)) {
            readParts(request, arguments);
            return false;
        }
        byte[] body = bytes(request.getInputStream());
        if (body.length == 0) return false;
        if (type == null) throw new Unreadable(ErrorCode.MISSING_POST_TYPE, "the body has no Content-Type");
        if (type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)) {
            Forms.decode(new String(body, StandardCharsets.ISO_8859_1), charset(type), arguments);
            return false;
        }
        if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
            JsonBody.decode(body, charset(type), arguments);
            return true;
        }
        throw new Unreadable(
                ErrorCode.INVALID_POST_TYPE, "use a form or application/json, not " + type.getType() + " of that kind");
    }

    private void readParts(HttpServletRequest request, Map<String, String> arguments) throws Unreadable {
        try {
            long size = 0;
            for (Part part : request.getParts()) {
                if (part.getSubmittedFileName() != null) continue;
                size += part.getSize();
                if (size > maxBody) throw tooLarge();
                try (InputStream content = part.getInputStream()) {
                    byte[] bytes = content.readAllBytes();
                    arguments.put(part.getName(), Forms.text(bytes, StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalStateException e) {
            throw tooLarge();
        } catch (IOException | ServletException e) {
            throw new Unreadable(ErrorCode.INVALID_FORM_DATA, "the multipart body cannot be read");
        }
    }

    private byte[] bytes(InputStream body) throws IOException, Unreadable {
        byte[] bytes = body.readNBytes(maxBody + 1);
        if (bytes.length > maxBody) throw tooLarge();
        return bytes;
    }

    private Unreadable tooLarge() {
        return new Unreadable(ErrorCode.INVALID_ARGUMENTS, "the request body is larger than " + maxBody + " bytes");
    }

    private static @Nullable MediaType type(@Nullable String header) throws Unreadable {
        if (header == null || header.isBlank()) return null;
        try {
            return MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException e) {
            if (header.toLowerCase(Locale.ROOT).contains("charset")) {
                throw new Unreadable(ErrorCode.INVALID_CHARSET, "use utf-8 or iso-8859-1");
            }
            throw new Unreadable(ErrorCode.INVALID_POST_TYPE, "the Content-Type cannot be read");
        }
    }

    private static Charset charset(MediaType type) throws Unreadable {
        Charset charset = type.getCharset();
        if (charset == null) return StandardCharsets.UTF_8;
        if (!CHARSETS.contains(charset)) throw new Unreadable(ErrorCode.INVALID_CHARSET, "use utf-8 or iso-8859-1");
        return charset;
    }
}
