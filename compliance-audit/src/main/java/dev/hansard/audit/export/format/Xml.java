// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** XML 1.0 in UTF-8, an element a line, written as it comes. Characters that XML cannot hold become U+FFFD. */
final class Xml implements Closeable {
    private final Writer writer;
    private final XMLStreamWriter xml;

    Xml(OutputStream out) throws IOException {
        // Buffered: the JDK's writer would write characters beyond the first plane as two broken references if it saw
        // the encoder.
        writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 65_536);
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** Opens an element with attributes as name, value, name, value; null values are left out. */
    Xml open(String name, @Nullable String... attributes) throws IOException {
        try {
            xml.writeStartElement(name);
            attributes(attributes);
            xml.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return this;
    }

    Xml shut() throws IOException {
        try {
            xml.writeEndElement();
            xml.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return this;
    }

    /** An element with text; none when the text is null. */
    Xml text(String name, @Nullable String text) throws IOException {
        if (text == null) return this;
        try {
            xml.writeStartElement(name);
            xml.writeCharacters(clean(text));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return shut();
    }

    Xml empty(String name, @Nullable String... attributes) throws IOException {
        try {
            xml.writeEmptyElement(name);
            attributes(attributes);
            xml.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return this;
    }

    void flush() throws IOException {
        try {
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        try {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        writer.close();
    }

    private void attributes(@Nullable String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            String name = attributes[i];
            String value = attributes[i + 1];
            if (name != null && value != null) xml.writeAttribute(name, clean(value));
        }
    }

    static String clean(String from) {
        // A parser would make one of them anyway.
        String text = from.indexOf('\r') < 0 ? from : from.replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            boolean good = c == '\t'
                    || c == '\n'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000;
            if (!good && clean == null) clean = new StringBuilder(text.length()).append(text, 0, i);
            if (clean != null) clean.appendCodePoint(good ? c : 0xFFFD);
            i += length;
        }
        return clean == null ? text : clean.toString();
    }
}
