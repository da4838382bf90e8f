// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditEvents.ActionRecorded;
import dev.hansard.api.AuditNote;
import dev.hansard.api.AuditQueries.Asker;
import dev.hansard.api.AuditQueries.Filter;
import dev.hansard.api.AuditQueries.FindAuditEntries;
import dev.hansard.api.AuditQueries.Page;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelEvents.ChannelRenamed;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.CredentialEvents.TokenIssued;
import dev.hansard.api.CredentialEvents.TokenRevoked;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Profile;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents.PersonDeactivated;
import dev.hansard.api.WorkspaceEvents.PersonJoined;
import dev.hansard.api.WorkspaceEvents.RoleChanged;
import dev.hansard.api.WorkspaceEvents.WorkspaceFounded;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.cases.CaseBooks;
import dev.hansard.testing.TestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real record with the trail's read model, and a trail that appends to it. */
final class TrailFixture implements AutoCloseable {
    static final WorkspaceId TEAM = new WorkspaceId("T1");
    static final UserId ANN = new UserId("U1");
    static final UserId BOB = new UserId("U2");
    static final ChannelKey TOWN = ChannelKey.of("T1", "C1");
    static final ChannelKey SECRET = ChannelKey.of("T1", "C2");
    static final Actor OWNER = new Actor(ANN, Role.OWNER, null, Actor.FIRST_PARTY_APP);
    static final Asker ASKER = new Asker("c0ffee", "private", "192.0.2.7", "siem/1.0");

    final TestRecord record = TestRecord.with(new TrailProjection());
    final List<AuditEntry> recorded = new ArrayList<>();
    final TrailTables tables = new TrailTables(record.readModels);
    final TrailReader reader = new TrailReader(tables, record.stores.log());
    boolean refusing;

    final AuditTrail trail = (entry, origin) -> {
        if (refusing) throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        recorded.add(entry);
        append(entry);
    };

    final TrailQueries queries = new TrailQueries(
            trail, tables, reader, record.stores.shards(), record.stores.log(), new CaseBooks(record.stores.log()));

    void append(AuditEntry entry) {
        AuditNote note = entry.note();
        record.append(new ActionRecorded(
                AuditDay.parse(entry.workspace().value() + "/L20261122"),
                UUID.randomUUID().toString(),
                entry.action(),
                entry.actor(),
                entry.entity(),
                entry.outcome(),
                entry.reason(),
                entry.before(),
                entry.after(),
                entry.details(),
                note));
    }

    /** A little of everything; sixteen entries. */
    void history() {
        record.append(
                new WorkspaceFounded(TEAM, "Acme", "acme", 1),
                joined(ANN, "ann", Role.OWNER),
                joined(BOB, "bob", Role.MEMBER),
                new ChannelCreated(TOWN, ChannelKind.PUBLIC, "town", ANN, List.of(), false, 1),
                new ChannelCreated(SECRET, ChannelKind.PRIVATE, "secret", ANN, List.of(ANN), false, 1),
                new MemberJoined(TOWN, BOB, ANN, new Ts(10)),
                new MessagePosted(
                        TOWN,
                        new Ts(20),
                        BOB,
                        null,
                        null,
                        Kind.PLAIN,
                        null,
                        false,
                        null,
                        null,
                        MessageContent.ofText("xyzzy")),
                new MessageEdited(TOWN, new Ts(20), BOB, new Ts(30), false, MessageContent.ofText("plugh")),
                new MessageDeleted(TOWN, new Ts(20), ANN, new Ts(40)),
                new MemberLeft(TOWN, BOB, ANN, new Ts(50)),
                new ChannelRenamed(TOWN, ANN, "town", "city", new Ts(60)));
        record.append(
                new RoleChanged(TEAM, BOB, Role.ADMIN, ANN),
                new ChannelArchived(SECRET, ANN, new Ts(10)),
                new ChannelArchived(TOWN, ANN, new Ts(70)),
                new TokenIssued(key("K1"), TokenKind.USER, "ab", BOB, null, "A1", Set.of("b:x", "a:x"), 0),
                new TokenRevoked(key("K1"), ANN),
                new PersonDeactivated(TEAM, BOB, ANN));
    }

    private static PersonJoined joined(UserId user, String handle, Role role) {
        var profile = Profile.named(handle.toUpperCase(java.util.Locale.ROOT)).withEmail(handle + "@acme.example");
        return new PersonJoined(TEAM, user, handle, role, null, null, profile);
    }

    private static CredentialKey key(String id) {
        return new CredentialKey(TEAM, id);
    }

    Page page(Filter filter, String cursor, int limit, Actor viewer) {
        return queries.answer(new FindAuditEntries(TEAM, filter, cursor, limit, viewer, ASKER));
    }

    /** Newest first, without what reading put on the trail itself. */
    List<JsonNode> entries(Filter filter) {
        return parsed(page(filter, null, 1_000, OWNER)).stream()
                .filter(entry -> !entry.path("action").asString().equals("audit_logs_records_searched"))
                .toList();
    }

    static List<JsonNode> parsed(Page page) {
        return page.entries().stream().map(JsonMapper.shared()::readTree).toList();
    }

    @Override
    public void close() {
        record.close();
    }
}
