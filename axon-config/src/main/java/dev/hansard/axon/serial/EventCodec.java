// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.serial;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.HasContent;
import dev.hansard.api.Written;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.content.DamagedContent;
import dev.hansard.axon.serial.EventTypes.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes events down as facts and content, and reads every revision that was ever written. Safe for many threads. */
public final class EventCodec {
    /** @param content sealed, or null for events without content or whose content is gone */
    public record Stored(String type, int revision, byte[] facts, byte @Nullable [] content) {}

    /** Lifts the facts of {@code type} from revision {@code from} to the next. */
    public record Upcaster(String type, int from, UnaryOperator<ObjectNode> lift) {}

    /** Facts or content that no reader understands. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    private final JsonMapper mapper = EventJson.facts();
    private final Map<Class<?>, ObjectReader> readers = new HashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
    private final Map<String, Upcaster> upcasters = new HashMap<>();
    private final ContentVault vault;

    public EventCodec(ContentVault vault, List<Upcaster> upcasters) {
        this.vault = vault;
        for (Upcaster upcaster : upcasters) this.upcasters.put(upcaster.type() + '/' + upcaster.from(), upcaster);
        for (Class<? extends DomainEvent> event : EventTypes.all().keySet()) {
            readers.put(event, mapper.readerFor(event));
            writers.put(event, mapper.writerFor(event));
        }
        for (Class<?> content : Written.class.getPermittedSubclasses()) {
            readers.put(content, mapper.readerFor(content));
            writers.put(content, mapper.writerFor(content));
        }
    }

    public Stored encode(DomainEvent event, ContentVault.Place place) {
        EventType type = EventTypes.of(event.getClass());
        byte[] facts = writer(event.getClass()).writeValueAsBytes(event);
        byte[] sealed = null;
        if (event instanceof HasContent<?> carrier && carrier.content() instanceof Written content) {
            sealed = vault.seal(place, type.name(), writer(content.getClass()).writeValueAsBytes(content));
        }
        return new Stored(type.name(), type.revision(), facts, sealed);
    }

    /** @throws Unreadable when type, revision, facts or content make no sense */
    public DomainEvent decode(Stored stored, ContentVault.Place place) {
        Class<? extends DomainEvent> type = EventTypes.named(stored.type());
        if (type == null) throw new Unreadable("unknown event type " + stored.type(), null);
        try {
            byte[] facts = lift(stored, EventTypes.of(type).revision());
            DomainEvent event = reader(type).readValue(facts);
            if (!event.streamId().equals(place.stream())) {
                throw new Unreadable("an event of " + event.streamId() + " in " + place.stream(), null);
            }
            byte[] sealed = stored.content();
            byte[] content = sealed == null ? null : vault.open(place, stored.type(), sealed);
            return content != null && event instanceof HasContent<?> carrier ? fill(carrier, content) : event;
        } catch (DamagedContent | JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new Unreadable("unreadable " + stored.type() + " revision " + stored.revision(), e);
        }
    }

    private <C extends Written> DomainEvent fill(HasContent<C> carrier, byte[] content) {
        C value = reader(carrier.contentType()).readValue(content);
        return carrier.withContent(value);
    }

    private byte[] lift(Stored stored, int current) {
        if (stored.revision() == current) return stored.facts();
        if (stored.revision() > current) throw new Unreadable("revision of the future: " + stored.type(), null);
        ObjectNode facts = (ObjectNode) mapper.readTree(stored.facts());
        for (int revision = stored.revision(); revision < current; revision++) {
            Upcaster upcaster = upcasters.get(stored.type() + '/' + revision);
            if (upcaster == null) throw new Unreadable("no way up from revision " + revision, null);
            facts = upcaster.lift().apply(facts);
        }
        return mapper.writeValueAsBytes(facts);
    }

    private ObjectReader reader(Class<?> type) {
        ObjectReader reader = readers.get(type);
        if (reader == null) throw new IllegalArgumentException("no stored form of " + type.getName());
        return reader;
    }

    private ObjectWriter writer(Class<?> type) {
        ObjectWriter writer = writers.get(type);
        if (writer == null) throw new IllegalArgumentException("no stored form of " + type.getName());
        return writer;
    }
}
