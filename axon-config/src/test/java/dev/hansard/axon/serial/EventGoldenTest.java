// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.HasContent;
import dev.hansard.axon.content.ContentVault.Place;
import dev.hansard.axon.content.PlainVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of every event, checked both ways. A change here needs a new revision and a way up from the old one. */
class EventGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Place PLACE = new Place("T1/C1", 7);

    private final EventCodec codec = new EventCodec(new PlainVault(), List.of());
    private final JsonMapper json = new JsonMapper();

    static List<DomainEvent> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void storedFormShouldBeTheGoldenOne(DomainEvent event) throws IOException {
        EventCodec.Stored stored = codec.encode(event, PLACE);
        String content = stored.content() == null ? "null" : new String(stored.content());
        String form = "{\"facts\":" + new String(stored.facts()) + ",\"content\":" + content + "}";
        Path file = GOLDEN.resolve(stored.type() + "." + stored.revision() + ".json");
        if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
            Files.createDirectories(GOLDEN);
            String pretty = json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(form));
            Files.writeString(file, pretty + "\n");
        }
        assertThat(json.readTree(form)).isEqualTo(json.readTree(Files.readString(file)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readingShouldGiveTheEventBackWhenItWasWritten(DomainEvent event) {
        assertThat(codec.decode(codec.encode(event, place(event)), place(event)))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void factsShouldNotTellWhatAPersonWrote(DomainEvent event) {
        EventCodec.Stored stored = codec.encode(event, PLACE);
        assertThat(new String(stored.facts())).doesNotContain("content").doesNotContain("héllo");
        assertThat(stored.content() != null).isEqualTo(event instanceof HasContent<?>);
    }

    private static Place place(DomainEvent event) {
        return new Place(event.streamId(), 7);
    }

    @Test
    void samplesShouldCoverEveryStoredType() {
        var sampled = new HashSet<>();
        for (DomainEvent event : Samples.all()) sampled.add(event.getClass());
        assertThat(sampled).isEqualTo(EventTypes.all().keySet());
    }

    @Test
    void contentShouldBeNullWhenItWasErased() {
        for (DomainEvent event : Samples.all()) {
            if (!(event instanceof HasContent<?>)) continue;
            EventCodec.Stored stored = codec.encode(event, PLACE);
            DomainEvent read = codec.decode(
                    new EventCodec.Stored(stored.type(), stored.revision(), stored.facts(), null), place(event));
            assertThat(((HasContent<?>) read).content()).isNull();
        }
    }

    @Test
    void olderRevisionShouldBeLiftedWhenThereIsAWayUp() {
        var old = new EventCodec.Stored(
                "message.thread_started", 0, "{\"where\":\"T1/C1\",\"ts\":\"1.5\"}".getBytes(), null);
        var lifting =
                new EventCodec(new PlainVault(), List.of(new EventCodec.Upcaster("message.thread_started", 0, facts -> {
                    facts.set("channel", facts.remove("where"));
                    return facts;
                })));
        assertThat(lifting.decode(old, PLACE).streamId()).isEqualTo("T1/C1");
        assertThatThrownBy(() -> codec.decode(old, PLACE)).isInstanceOf(EventCodec.Unreadable.class);
    }

    @Test
    void nonsenseShouldBeUnreadable() {
        for (String facts : List.of(
                "",
                "[]",
                "{}",
                "{\"channel\":\"T1/C2\",\"ts\":\"1.5\"}",
                "{\"channel\":\"x\",\"ts\":\"1.5\"}",
                "\u0000")) {
            var stored = new EventCodec.Stored("message.thread_started", 1, facts.getBytes(), null);
            assertThatThrownBy(() -> codec.decode(stored, PLACE))
                    .describedAs(facts)
                    .isInstanceOf(EventCodec.Unreadable.class);
        }
    }
}
