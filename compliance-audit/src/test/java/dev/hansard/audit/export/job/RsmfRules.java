// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds a .rsmf file against the schema, and against what a validator warns of. Reads it with a mail library of its own. */
final class RsmfRules {
    private static final Schema SCHEMA = schema();

    private final MimeMessage mail;
    private final JsonNode manifest;
    private final String body;

    private RsmfRules(byte[] file) throws MessagingException, IOException {
        mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(file));
        assertThat(mail.getContentType()).startsWith("multipart/mixed");
        var parts = (Multipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        body = (String) parts.getBodyPart(0).getContent();
        BodyPart attached = parts.getBodyPart(1);
        assertThat(attached.getFileName()).isEqualTo("rsmf.zip");
        assertThat(attached.getDisposition()).isEqualTo("attachment");
        Map<String, byte[]> zip = Unpacked.zip(attached.getInputStream().readAllBytes());
        assertThat(zip).containsOnlyKeys("rsmf_manifest.json");
        String json = Unpacked.text(zip.get("rsmf_manifest.json"));
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
        manifest = JsonMapper.shared().readTree(json);
    }

    /** Answers the manifest when nothing is wrong with the file. */
    static JsonNode check(byte[] file) {
        try {
            var rules = new RsmfRules(file);
            rules.headers();
            rules.events();
            return rules.manifest;
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private void headers() throws MessagingException, IOException {
        assertThat(body).isNotBlank();
        assertThat(header("X-RSMF-Version")).isEqualTo(manifest.path("version").asString());
        assertThat(header("X-RSMF-EventCount"))
                .isEqualTo(Integer.toString(manifest.path("events").size()));
        assertThat(header("X-RSMF-AttachmentCount")).isEqualTo("0");
        assertThat(header("X-RSMF-EventCollectionID"))
                .isEqualTo(manifest.path("eventcollectionid").asString());
        var names = new TreeSet<String>();
        manifest.path("participants")
                .forEach(each -> names.add(each.path("display").asString()));
        assertThat(new TreeSet<>(List.of(header("X-RSMF-Participants").split("\\s*,\\s*"))))
                .isEqualTo(names);
        List<OffsetDateTime> times = manifest.path("events")
                .valueStream()
                .map(event -> OffsetDateTime.parse(event.path("timestamp").asString()))
                .sorted()
                .toList();
        assertThat(OffsetDateTime.parse(header("X-RSMF-BeginDate"))).isEqualTo(times.getFirst());
        assertThat(OffsetDateTime.parse(header("X-RSMF-EndDate"))).isEqualTo(times.getLast());
        assertThat(times.getFirst().toLocalDate()).isEqualTo(times.getLast().toLocalDate());
    }

    private String header(String name) throws MessagingException, IOException {
        assertThat(mail.getHeader(name)).as(name).hasSize(1);
        return MimeUtility.decodeText(MimeUtility.unfold(mail.getHeader(name)[0]));
    }

    private void events() {
        JsonNode conversation = manifest.path("conversations").path(0);
        assertThat(manifest.path("conversations")).hasSize(1);
        boolean direct = conversation.path("type").asString().equals("direct");
        var known = new HashSet<String>();
        manifest.path("participants")
                .forEach(each ->
                        assertThat(known.add(each.path("id").asString())).isTrue());
        Set<String> present = new HashSet<>();
        conversation.path("participants").forEach(each -> present.add(each.asString()));
        assertThat(known).containsAll(present);
        Map<String, String> timeOf = new HashMap<>();
        for (JsonNode event : manifest.path("events")) {
            assertThat(event.path("conversation").asString())
                    .isEqualTo(conversation.path("id").asString());
            String who = event.path("participant").asString();
            assertThat(known).contains(who);
            String type = event.path("type").asString();
            if (direct) assertThat(type).isNotIn("join", "leave");
            if (type.equals("join")) present.add(who);
            acting(event).forEach(user -> assertThat(present).as("%s", event).contains(user));
            if (type.equals("leave")) present.remove(who);
            String id = event.path("id").asString();
            String time = event.path("timestamp").asString();
            assertThat(timeOf.put(id, time)).as("twice: %s", id).isNull();
            if (event.has("parent")) {
                assertThat(timeOf).containsKey(event.path("parent").asString());
            }
            for (JsonNode edit : event.path("edits")) {
                if (edit.has("timestamp")) {
                    assertThat(edit.path("timestamp").asString()).isGreaterThanOrEqualTo(time);
                }
            }
        }
    }

    private static List<String> acting(JsonNode event) {
        var users = new ArrayList<String>();
        users.add(event.path("participant").asString());
        event.path("edits").forEach(edit -> users.add(edit.path("participant").asString()));
        for (JsonNode reaction : event.path("reactions")) {
            assertThat(reaction.path("count").asInt())
                    .isEqualTo(reaction.path("participants").size());
            reaction.path("participants").forEach(user -> users.add(user.asString()));
        }
        return users;
    }

    private static Schema schema() {
        try (InputStream in = RsmfRules.class.getResourceAsStream("/rsmf-2.0.0.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
