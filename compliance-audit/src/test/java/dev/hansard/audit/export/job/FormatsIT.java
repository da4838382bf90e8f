// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.audit.export.Office;
import dev.hansard.audit.export.Scope;
import dev.hansard.testing.TestRecord;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/** Reads each format with a reader that is not ours. */
class FormatsIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path folder;

    private static TestRecord record;
    private static Making making;

    @BeforeAll
    static void fill() {
        record = TestRecord.with();
        Office.fill(record);
        making = new Making(record, folder);
    }

    @AfterAll
    static void close() {
        record.close();
    }

    private static Map<String, byte[]> export(String format) {
        return Unpacked.data(making.make(format, Scope.EVERYTHING).file());
    }

    @Test
    void jsonLinesShouldHoldEveryVersionWithWhoAndWhen() {
        Map<String, byte[]> files = export("jsonl");
        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "people.jsonl",
                        "conversations.jsonl",
                        "messages/C1.jsonl",
                        "messages/C2.jsonl",
                        "messages/D1.jsonl");
        List<JsonNode> town = lines(files.get("messages/C1.jsonl"));
        assertThat(town).hasSize(Office.ITEMS - 3);
        JsonNode edited = find(town, Office.EDITED.toString());
        assertThat(edited.path("versions").path(0).path("text").asString()).startsWith("=cmd");
        assertThat(edited.path("versions").path(1).path("text").asString()).isEqualTo("better");
        assertThat(edited.path("versions").path(1).path("by").asString()).isEqualTo("U2");
        JsonNode deleted = find(town, Office.DELETED.toString());
        assertThat(deleted.path("deleted").path("by").asString()).isEqualTo("U1");
        assertThat(deleted.path("versions").path(0).path("text").asString()).startsWith("my secret plan");
        assertThat(find(town, Office.ERASED.toString())
                        .path("versions")
                        .path(0)
                        .path("erased")
                        .asBoolean())
                .isTrue();
        assertThat(find(town, Office.FIRST.toString()).path("reactions")).hasSize(3);
        assertThat(lines(files.get("conversations.jsonl")).getFirst().path("memberships"))
                .hasSize(3);
        assertThat(lines(files.get("people.jsonl"))).hasSize(4);
    }

    @Test
    void rsmfShouldFollowItsSchemaAndGiveAValidatorNothingToWarnOf() {
        Map<String, byte[]> files = export("rsmf");
        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "C1/C1_2020-01-01.rsmf",
                        "C1/C1_2024-03-01.rsmf",
                        "C1/C1_2024-03-02.rsmf",
                        "C2/C2_2024-03-01.rsmf",
                        "D1/D1_2024-03-01.rsmf");
        int events = 0;
        for (byte[] file : files.values())
            events += RsmfRules.check(file).path("events").size();
        assertThat(events).isEqualTo(Office.ITEMS);

        JsonNode day = RsmfRules.check(files.get("C1/C1_2024-03-01.rsmf"));
        JsonNode reply = day.path("events")
                .valueStream()
                .filter(e -> e.has("parent"))
                .findFirst()
                .orElseThrow();
        assertThat(reply.path("parent").asString()).isEqualTo("C1-" + Office.FIRST);
        JsonNode deleted = find(day.path("events"), "id", "C1-" + Office.DELETED);
        assertThat(deleted.path("deleted").asBoolean()).isTrue();
        assertThat(deleted.path("body").asString()).contains("my secret plan");
        assertThat(day.path("events").toString())
                .contains("\"type\":\"unknown\"")
                .contains("better");
        JsonNode last = RsmfRules.check(files.get("C1/C1_2024-03-02.rsmf"));
        assertThat(last.path("events").toString()).contains("\"leave\"").contains("thread_ts");
    }

    @Test
    void mailsShouldBeReadByAMailLibrary() throws Exception {
        Map<String, byte[]> files = export("eml");
        assertThat(files.keySet())
                .contains("town-hall - (C1)/C1_2024-03-01.eml")
                .hasSize(5);
        var mail = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(files.get("town-hall - (C1)/C1_2024-03-01.eml")));

        assertThat(mail.getSubject()).contains("Compliance Export: town-hall 2024-03-01");
        var to = new ArrayList<String>();
        for (var each : mail.getAllRecipients()) to.add(((InternetAddress) each).getPersonal());
        assertThat(to).contains("Bén Müller 🚀", "Ann, \"the\" <Boss>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        var parts = (Multipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        String text = (String) parts.getBodyPart(0).getContent();
        assertThat(text).contains("good morning @Bén Müller 🚀 & all (https://example.com)");
        assertThat(text).contains("my secret plan").contains("deleted 2024-03-01 09:10:00 by Ann");
        assertThat(text).contains("Build").contains("green (http://x.example)").contains("in blocks");
        String html = (String) parts.getBodyPart(1).getContent();
        assertThat(html).contains("&lt;b&gt;&amp;").doesNotContain("<b>");
    }

    @Test
    void actianceShouldBeReadByAnXmlParser() throws Exception {
        Document xml = xml(export("actiance").get("actiance_export.xml"));
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("FileDump");
        assertThat(texts(xml, "RoomID"))
                .containsExactly(
                        "public - town-hall - C1",
                        "private - board - C2",
                        "im - Ann, \"the\" <Boss>, Bén Müller 🚀 - D1");
        assertThat(texts(xml, "UpdatedType")).containsExactly("EditedOriginalMsg", "EditedNewMsg", "Deleted");
        assertThat(texts(xml, "Content")).contains("better", "=cmd|' /C calc'!A0", "in blocks", "-1 from me");
        assertThat(texts(xml, "Content")).anyMatch(text -> text.startsWith("delete my secret plan"));
        assertThat(texts(xml, "Content")).anyMatch(text -> text.contains("]]> <b>& 😀"));
        assertThat(xml.getElementsByTagName("ParticipantEntered").getLength())
                .isEqualTo(xml.getElementsByTagName("ParticipantLeft").getLength());
    }

    @Test
    void csvShouldBeReadByACsvReaderAndRunNothing() throws Exception {
        Map<String, byte[]> files = export("csv");
        List<String[]> rows;
        try (var reader = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvReadFeature.WRAP_AS_ARRAY)
                .<String[]>readValues(files.get("posts.csv"))) {
            rows = reader.readAll();
        }
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(20));
        assertThat(rows.getFirst()[0]).isEqualTo("Post Creation Time");
        List<String> texts = rows.stream().map(row -> row[16]).toList();
        assertThat(texts).contains("'=cmd|' /C calc'!A0", "'-1 from me", "better", "my secret plan\r\nin two lines");
        assertThat(rows.stream().map(row -> row[17]))
                .contains("previously-joined", "enter", "leave", "attachment", "message");
        assertThat(rows.stream().map(row -> row[2])).contains("EditedOriginalMsg", "EditedNewMsg", "Deleted");
        assertThat(files).containsKeys("metadata.json", "warning.txt");
    }

    @Test
    void loadFilesShouldPointToDocumentsThatAreThere() {
        Map<String, byte[]> files = export("concordance");
        String dat = Unpacked.text(files.get("export.dat"));
        assertThat(dat).startsWith("\uFEFFþDOCIDþ\u0014þPARENTIDþ").endsWith("\r\n");
        List<String> lines = dat.lines().toList();
        assertThat(lines).hasSize(6);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.substring(1, line.length() - 1).split("þ\u0014þ", -1);
            assertThat(cells).hasSize(23);
            byte[] mail = files.get(cells[21].replace('\\', '/'));
            assertThat(mail).hasSize(Integer.parseInt(cells[18]));
            assertThat(HexFormat.of().formatHex(dev.hansard.audit.proof.tlog.Hash.sha256(mail)))
                    .isEqualTo(cells[19]);
            assertThat(files).containsKey(cells[22].replace('\\', '/'));
        }
        List<String> pages = Unpacked.text(files.get("export.opt")).lines().toList();
        assertThat(pages).hasSize(5);
        for (String page : pages) {
            String[] cells = page.split(",", -1);
            assertThat(cells).hasSize(7);
            assertThat(Unpacked.text(files.get(cells[2].replace('\\', '/'))))
                    .startsWith("%PDF-1.4")
                    .endsWith("%%EOF\n");
        }
    }

    @Test
    void edrmShouldPointToDocumentsThatAreThere() throws Exception {
        Map<String, byte[]> files = export("edrm");
        Document xml = xml(files.get("edrm.xml"));
        Element root = xml.getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("Root");
        assertThat(root.getAttribute("MajorVersion") + '.' + root.getAttribute("MinorVersion"))
                .isEqualTo("1.2");
        assertThat(xml.getElementsByTagName("Document").getLength()).isEqualTo(5);
        NodeList external = xml.getElementsByTagName("ExternalFile");
        assertThat(external.getLength()).isEqualTo(10);
        for (int i = 0; i < external.getLength(); i++) {
            var file = (Element) external.item(i);
            byte[] bytes = files.get(file.getAttribute("FilePath") + '/' + file.getAttribute("FileName"));
            assertThat(bytes).hasSize(Integer.parseInt(file.getAttribute("FileSize")));
            assertThat(HexFormat.of().formatHex(dev.hansard.audit.proof.tlog.Hash.sha256(bytes)))
                    .isEqualTo(file.getAttribute("Hash"));
        }
    }

    @Test
    void theSlackExportShouldKeepToThePathsThatTheStrictestImporterAllows() {
        Map<String, byte[]> zip = Unpacked.zip(export("slack").get("slack-export.zip"));
        assertThat(zip.keySet()).allMatch(name -> name.matches("[^/]+\\.json|[^/]+/|[^/]+/[^/]+\\.json"));
        assertThat(zip.keySet())
                .contains(
                        "users.json",
                        "channels.json",
                        "groups.json",
                        "dms.json",
                        "mpims.json",
                        "integration_logs.json",
                        "town-hall/",
                        "board/",
                        "D1/");
        JsonNode day = JSON.readTree(zip.get("town-hall/2024-03-01.json"));
        List<String> ts =
                day.valueStream().map(each -> each.path("ts").asString()).toList();
        assertThat(ts).isSorted().doesNotContain(Office.DELETED.toString(), Office.ERASED.toString());
        JsonNode edited = find(day, "ts", Office.EDITED.toString());
        assertThat(edited.path("text").asString()).isEqualTo("better");
        assertThat(edited.path("edited").path("user").asString()).isEqualTo("U2");
        JsonNode root = find(day, "ts", Office.FIRST.toString());
        assertThat(root.path("thread_ts").asString()).isEqualTo(Office.FIRST.toString());
        assertThat(root.path("reactions").toString()).isEqualTo("[{\"name\":\"wave\",\"users\":[\"U3\"],\"count\":1}]");
        assertThat(root.path("pinned_to").path(0).asString()).isEqualTo("C1");
        JsonNode channel = JSON.readTree(zip.get("channels.json")).path(0);
        assertThat(channel.path("topic").path("value").asString()).isEqualTo("Budget");
        assertThat(channel.path("members")).hasSize(2);
        String revisions = Unpacked.text(zip.get("revisions.json"));
        assertThat(revisions)
                .contains("message_changed")
                .contains("message_deleted")
                .contains("my secret plan");
    }

    private static List<JsonNode> lines(byte[] bytes) {
        return Unpacked.text(bytes).lines().map(JSON::readTree).toList();
    }

    private static JsonNode find(List<JsonNode> nodes, String ts) {
        return nodes.stream()
                .filter(each -> each.path("ts").asString("").equals(ts))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode find(JsonNode nodes, String field, String value) {
        return nodes.valueStream()
                .filter(each -> each.path(field).asString("").equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static Document xml(byte[] bytes) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static List<String> texts(Document xml, String element) {
        var texts = new ArrayList<String>();
        NodeList found = xml.getElementsByTagName(element);
        for (int i = 0; i < found.getLength(); i++) texts.add(found.item(i).getTextContent());
        return texts;
    }
}
