// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.discovery;

import static dev.hansard.server.discovery.DoorTableIT.Who.ADMIN;
import static dev.hansard.server.discovery.DoorTableIT.Who.AUDITOR;
import static dev.hansard.server.discovery.DoorTableIT.Who.INVESTIGATOR;
import static dev.hansard.server.discovery.DoorTableIT.Who.OPERATOR;
import static dev.hansard.server.discovery.DoorTableIT.Who.OWNER;
import static dev.hansard.server.discovery.DoorTableIT.Who.PRIMARY_OWNER;
import static dev.hansard.server.discovery.DoorTableIT.Who.REVIEWER;

import dev.hansard.server.discovery.Doors.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every door through which what others wrote, or what is known about it, can be reached or kept, and everybody who may stand
 * before it. Refused is refused in the same bytes whether or not there is what was asked for, and is on the trail.
 */
class DoorTableIT {
    /** Who stands before a door. */
    enum Who {
        NOBODY(null, "not_authed"),
        STRANGER(null, "invalid_auth"),
        REVOKED("max", "token_revoked"),
        DEACTIVATED("dora", "account_inactive"),
        BOT("botty", "not_allowed_token_type"),
        GUEST("gary", null),
        MEMBER("max", null),
        ADMIN("adam", null),
        OWNER("oscar", null),
        PRIMARY_OWNER("olivia", null),
        INVESTIGATOR("ina", null),
        REVIEWER("rita", null),
        AUDITOR("audrey", null),
        OPERATOR(null, "invalid_auth");

        /** Null for nobody of the workspace. */
        private final @Nullable String handle;
        /** What keeps them out of the doors of the workspace whatever they ask for; null if nothing does. */
        private final @Nullable String fault;

        Who(@Nullable String handle, @Nullable String fault) {
            this.handle = handle;
            this.fault = fault;
        }
    }

    /** @param refused what others are told; {@code path} null for a method of the Web API */
    private record Door(
            String name, @Nullable String path, Map<String, String> arguments, Set<Who> open, String refused) {
        boolean isOperators() {
            return path != null && path.startsWith("/admin");
        }
    }

    private static final Doors DOORS = Doors.open();
    private static final Map<Who, String> TOKENS = new EnumMap<>(Who.class);
    private static final Map<String, String> THERE = new java.util.HashMap<>();
    private static final Map<String, String> NOT_THERE = Map.of(
            "$case", "M0NOWHERE00",
            "$closed", "M0NOWHERE01",
            "$search", "Z0NOWHERE00",
            "$hold", "H0NOWHERE00",
            "$export", "X0NOWHERE00",
            "$channel", "C0NOWHERE00",
            "$ts", "1700000000.000001",
            "$user", "U0NOWHERE00");
    private static final Set<Who> OWNERS = EnumSet.of(OWNER, PRIMARY_OWNER);
    private static final Set<Who> ADMINS = EnumSet.of(ADMIN, OWNER, PRIMARY_OWNER);
    private static final Set<Who> SEEING = EnumSet.of(OWNER, PRIMARY_OWNER, INVESTIGATOR, REVIEWER, AUDITOR);
    private static final Set<Who> HOLDING = EnumSet.of(OWNER, PRIMARY_OWNER, INVESTIGATOR);
    private static final Set<Who> SEARCHING = EnumSet.of(INVESTIGATOR);
    private static final Set<Who> READING = EnumSet.of(INVESTIGATOR, REVIEWER);
    private static final Set<Who> AUDITING = EnumSet.of(OWNER, PRIMARY_OWNER, AUDITOR);

    private static final Set<Who> PROVING = EnumSet.of(OWNER, PRIMARY_OWNER, AUDITOR, OPERATOR);

    /** The table. */
    private static final List<Door> TABLE = List.of(
            of("discovery.cases.open", OWNERS, "name", "x", "reason", "y"),
            of("discovery.cases.list", SEEING),
            of("discovery.cases.info", SEEING, "case_id", "$case"),
            of("discovery.cases.grant", OWNERS, "case_id", "$case", "user", "$user", "role", "investigator"),
            of("discovery.cases.revoke", OWNERS, "case_id", "$case", "user", "U0BOTTY0000"),
            of("discovery.cases.close", OWNERS, "case_id", "$closed", "reason", "x"),
            of("discovery.cases.reopen", OWNERS, "case_id", "$closed", "reason", "x"),
            of("discovery.cases.holds.attach", HOLDING, "case_id", "$case", "hold_id", "$hold"),
            of(
                    "discovery.cases.holds.create",
                    HOLDING,
                    "case_id",
                    "$case",
                    "name",
                    "x",
                    "reason",
                    "y",
                    "channels",
                    "C0NOWHERE00"),
            of("discovery.cases.search", SEARCHING, "case_id", "$case", "channels", "$channel"),
            of("discovery.cases.preview", READING, "case_id", "$case", "search_id", "$search"),
            of("discovery.cases.results", READING, "case_id", "$case", "search_id", "$search"),
            of("discovery.cases.exports.start", SEARCHING, "case_id", "$case", "search_id", "$search"),
            of("discovery.cases.exports.list", SEEING, "case_id", "$case"),
            of("discovery.cases.exports.info", SEEING, "case_id", "$case", "export_id", "$export"),
            of("discovery.cases.exports.cancel", SEARCHING, "case_id", "$case", "export_id", "$export"),
            of("discovery.enterprise.info", SEARCHING),
            of("discovery.users.list", SEARCHING),
            of("discovery.user.info", SEARCHING, "user", "$user"),
            of("discovery.user.conversations", SEARCHING, "user", "$user"),
            of("discovery.conversations.list", SEARCHING),
            of("discovery.conversations.recent", SEARCHING),
            of("discovery.conversations.info", SEARCHING, "channel", "$channel"),
            of("discovery.conversations.members", SEARCHING, "channel", "$channel"),
            of("discovery.conversations.renames", SEARCHING, "channel", "$channel"),
            of("discovery.conversations.history", SEARCHING, "channel", "$channel"),
            of("discovery.conversations.edits", SEARCHING, "channel", "$channel"),
            of("discovery.chat.info", SEARCHING, "channel", "$channel", "ts", "$ts"),
            retention("admin.conversations.getCustomRetention"),
            retention("admin.conversations.setCustomRetention", "duration_days", "900"),
            retention("admin.conversations.removeCustomRetention"),
            path("audit.logs", "/audit/v1/logs?entity=$channel", AUDITING, "not_authorized"),
            path("scim.users.read", "/scim/v2/Users/$user", ADMINS, "not_admin"),
            path("proofs", "/proofs/message?team=T0DEMO00000&channel=$channel&ts=$ts", PROVING, "not_authorized"),
            path(
                    "discovery.cases.exports.download",
                    "/discovery/cases/$case/exports/$export",
                    SEARCHING,
                    "not_authorized"),
            path("admin", "/admin/cases/$case?workspace=demo", EnumSet.of(OPERATOR), "invalid_auth"),
            path(
                    "admin",
                    "/admin/cases/$case/searches/$search/results?workspace=demo",
                    EnumSet.of(OPERATOR),
                    "invalid_auth"),
            path("admin", "/admin/holds/$hold?workspace=demo", EnumSet.of(OPERATOR), "invalid_auth"),
            path("admin", "/admin/exports/$export/file", EnumSet.of(OPERATOR), "invalid_auth"),
            path("admin", "/admin/retention?workspace=demo", EnumSet.of(OPERATOR), "invalid_auth"),
            path("admin", "/admin/audit?workspace=demo&limit=1", EnumSet.of(OPERATOR), "invalid_auth"));

    @BeforeAll
    static void set() throws InterruptedException {
        for (Who who : Who.values()) if (who.handle != null) TOKENS.put(who, DOORS.token(who.handle));
        TOKENS.put(Who.STRANGER, "xoxp-nobody-at-all");
        TOKENS.put(OPERATOR, DOORS.operatorToken());
        DOORS.ok(token(Who.REVOKED), "auth.revoke");
        String channel = DOORS.ok(
                        token(Who.MEMBER), "conversations.create", "name", "doors-room", "is_private", "false")
                .path("channel")
                .path("id")
                .asString();
        THERE.put("$channel", channel);
        THERE.put("$user", Doors.id("ina"));
        THERE.put(
                "$ts",
                DOORS.ok(token(Who.MEMBER), "chat.postMessage", "channel", channel, "text", "hello doors")
                        .path("ts")
                        .asString());
        String id = DOORS.ok(token(PRIMARY_OWNER), "discovery.cases.open", "name", "doors", "reason", "table")
                .path("case")
                .path("id")
                .asString();
        THERE.put("$case", id);
        String closed = DOORS.ok(token(PRIMARY_OWNER), "discovery.cases.open", "name", "old", "reason", "table")
                .path("case")
                .path("id")
                .asString();
        THERE.put("$closed", closed);
        DOORS.ok(token(PRIMARY_OWNER), "discovery.cases.close", "case_id", closed, "reason", "over");
        for (Who owner : List.of(PRIMARY_OWNER, OWNER)) {
            grant(owner, id, INVESTIGATOR, "investigator");
            grant(owner, id, REVIEWER, "reviewer");
        }
        grant(OWNER, id, AUDITOR, "auditor");
        String ina = token(INVESTIGATOR);
        THERE.put(
                "$hold",
                DOORS.ok(
                                ina,
                                "discovery.cases.holds.create",
                                "case_id",
                                id,
                                "name",
                                "doors",
                                "reason",
                                "table",
                                "channels",
                                "C0NOWHERE00")
                        .path("hold_id")
                        .asString());
        String search = DOORS.ok(ina, "discovery.cases.search", "case_id", id, "channels", channel)
                .path("search_id")
                .asString();
        THERE.put("$search", search);
        String export = DOORS.ok(ina, "discovery.cases.exports.start", "case_id", id, "search_id", search)
                .path("export")
                .path("id")
                .asString();
        THERE.put("$export", export);
        while (!DOORS.ok(ina, "discovery.cases.exports.info", "case_id", id, "export_id", export)
                .path("export")
                .path("state")
                .asString()
                .equals("done")) {
            Thread.sleep(100);
        }
    }

    private static void grant(Who owner, String id, Who who, String role) {
        String user = Doors.id(java.util.Objects.requireNonNull(who.handle));
        DOORS.ok(token(owner), "discovery.cases.grant", "case_id", id, "user", user, "role", role);
    }

    private static @Nullable String token(Who who) {
        return TOKENS.get(who);
    }

    @Test
    void everyDoorShouldOpenForThoseItIsForAndForNobodyElse() {
        var soft = new SoftAssertions();
        for (Door door : TABLE) {
            for (Who who : Who.values()) {
                String what = door.name() + " " + who;
                Answer there = knock(door, who, THERE);
                if (isOpen(door, who)) {
                    soft.assertThat(isIn(there))
                            .as("%s is let in: %s", what, there)
                            .isTrue();
                    continue;
                }
                String fault = door.isOperators() || who.fault == null ? door.refused() : who.fault;
                // SCIM has its own form of errors.
                if (!door.name().startsWith("scim"))
                    soft.assertThat(there.error()).as(what).isEqualTo(fault);
                soft.assertThat(there.status()).as(what).isEqualTo(status(door, fault));
                soft.assertThat(knock(door, who, NOT_THERE))
                        .as("%s is told nothing", what)
                        .isEqualTo(there);
            }
        }
        for (Who who : Who.values()) {
            if (who.handle != null && who.fault == null)
                soft.assertThat(refusals(who)).as("the trail of %s", who).containsAll(expected(who));
        }
        soft.assertThat(failedLogins()).contains("invalid_auth", "token_revoked", "account_inactive");
        soft.assertThat(refusals(Who.BOT)).containsAll(expected(Who.BOT));
        soft.assertAll();
    }

    private static boolean isOpen(Door door, Who who) {
        return door.open().contains(who);
    }

    private static Answer knock(Door door, Who who, Map<String, String> names) {
        String path = door.path();
        if (path != null) return DOORS.get(token(who), filled(path, names));
        var arguments = new java.util.LinkedHashMap<String, String>();
        door.arguments().forEach((name, value) -> arguments.put(name, filled(value, names)));
        return DOORS.api(token(who), door.name(), arguments);
    }

    /** Let in is also who is told that something cannot be done now. */
    private static boolean isIn(Answer answer) {
        if (answer.status() != 200) return false;
        boolean json = answer.body().startsWith("{");
        return !json || !answer.json().has("error");
    }

    private static int status(Door door, String fault) {
        if (door.path() == null) return 200;
        if (door.isOperators()) return 401;
        return switch (fault) {
            case "not_authed", "invalid_auth", "token_revoked", "account_inactive" -> 401;
            default -> 403;
        };
    }

    /** Names of the doors of the workspace that are closed to them. */
    private static Set<String> expected(Who who) {
        var names = new TreeSet<String>();
        for (Door door : TABLE) {
            if (!door.isOperators() && !isOpen(door, who)) names.add(door.name());
        }
        return names;
    }

    private static Set<String> refusals(Who who) {
        var methods = new HashSet<String>();
        for (JsonNode entry :
                entries("demo", "hansard.action_refused", Doors.id(java.util.Objects.requireNonNull(who.handle)))) {
            methods.add(entry.path("details").path("method").asString(""));
        }
        return methods;
    }

    private static Set<String> failedLogins() {
        var reasons = new HashSet<String>();
        for (String workspace : List.of("demo", "")) {
            for (String action : List.of("user_login_failed", "hansard.operator_login_failed")) {
                for (JsonNode entry : entries(workspace, action, "")) {
                    reasons.add(entry.path("details").path("reason").asString(""));
                }
            }
        }
        return reasons;
    }

    private static List<JsonNode> entries(String workspace, String action, String actor) {
        var found = new ArrayList<JsonNode>();
        String path = "/admin/audit?limit=1000&action=" + action + (actor.isEmpty() ? "" : "&actor=" + actor)
                + (workspace.isEmpty() ? "" : "&workspace=" + workspace);
        DOORS.admin(path).path("entries").forEach(found::add);
        return found;
    }

    private static String filled(String text, Map<String, String> names) {
        String filled = text;
        for (var name : names.entrySet()) filled = filled.replace(name.getKey(), name.getValue());
        return filled;
    }

    private static Door of(String name, Set<Who> open, String... arguments) {
        return new Door(name, null, map(arguments), open, "not_authorized");
    }

    private static Door retention(String name, String... more) {
        var arguments = new java.util.LinkedHashMap<>(map(more));
        arguments.put("channel_id", "$channel");
        return new Door(name, null, arguments, ADMINS, "not_an_admin");
    }

    private static Door path(String name, String path, Set<Who> open, String refused) {
        return new Door(name, path, Map.of(), open, refused);
    }

    private static Map<String, String> map(String... arguments) {
        var map = new java.util.LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) map.put(arguments[i], arguments[i + 1]);
        return map;
    }
}
