// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * One frame, encoded once per wire format and shared by every session it goes to. Nobody changes the arrays.
 *
 * <p>CBOR is made from the JSON when the first session wants it, so that where nobody does it costs nothing.
 */
public final class EncodedFrame {
    private static final JsonFactory JSON = new JsonFactory();
    private static final CBORFactory CBOR = new CBORFactory();

    private final byte[] json;
    private final @Nullable String cursor;
    private final long committedMillis;
    private volatile byte @Nullable [] cbor;
    private volatile @Nullable String text;
    private volatile byte @Nullable [] deflatedJson;
    private volatile byte @Nullable [] deflatedCbor;

    private EncodedFrame(byte[] json, @Nullable String cursor, long committedMillis) {
        this.json = json;
        this.cursor = cursor;
        this.committedMillis = committedMillis;
    }

    /** A frame that is said to one client or is not part of the record. */
    public static EncodedFrame of(byte[] json) {
        return new EncodedFrame(json, null, 0);
    }

    /**
     * A frame that tells of an event.
     *
     * @param cursor where a client stands that has seen it; also inside the JSON
     * @param committedMillis when the event was written, epoch milliseconds; 0 leaves it out of the measurements
     */
    public static EncodedFrame of(byte[] json, String cursor, long committedMillis) {
        return new EncodedFrame(json, cursor, committedMillis);
    }

    /** UTF-8. */
    public byte[] json() {
        return json;
    }

    public byte[] cbor() {
        byte[] known = cbor;
        if (known == null) cbor = known = toCbor(json);
        return known;
    }

    public byte[] bytes(boolean binary) {
        return binary ? cbor() : json;
    }

    /**
     * The same as a message of {@code permessage-deflate}. As no message refers to one before, all clients get the same
     * bytes and nothing is kept for any of them.
     */
    public byte[] deflated(boolean binary) {
        byte[] known = binary ? deflatedCbor : deflatedJson;
        if (known != null) return known;
        byte[] made = Deflated.of(bytes(binary));
        if (binary) deflatedCbor = made;
        else deflatedJson = made;
        return made;
    }

    /** The JSON as a string, for servers that encode text themselves. */
    public String text() {
        String known = text;
        if (known == null) text = known = new String(json, StandardCharsets.UTF_8);
        return known;
    }

    public @Nullable String cursor() {
        return cursor;
    }

    public long committedMillis() {
        return committedMillis;
    }

    private static byte[] toCbor(byte[] json) {
        var out = new ByteArrayOutputStream(json.length);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json);
                JsonGenerator generator = CBOR.createGenerator(ObjectWriteContext.empty(), out)) {
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        }
        return out.toByteArray();
    }
}
