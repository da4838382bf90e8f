// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HasContent;
import dev.hansard.api.Profile;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import dev.hansard.query.search.answer.Sight.Place;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out what a viewer sees, from the directory and never from the index, which may be behind. */
@Component
class SightReader {
    private static final String VIEWER =
            "SELECT role, deactivated, profile_position FROM ${directory.person} WHERE workspace = ? AND user = ?";

    /** Parameters: workspace, viewer. */
    private static final String OWN = """
            SELECT c.channel, c.kind, c.name, 1 AS is_member
            FROM ${directory.member} v
            JOIN ${directory.channel} c ON c.workspace = v.workspace AND c.channel = v.channel
            WHERE v.workspace = ? AND v.user = ?""";

    /** Passes over the many one-to-one conversations, whose ids begin with D. Parameters: workspace, twice its keys' ends. */
    private static final String PUBLIC = """
            SELECT channel, kind, name, 0 AS is_member FROM ${directory.channel}
            WHERE workspace = ? AND (channel < ? OR channel >= ?) AND kind = 'PUBLIC'""";

    private static final String DIRECT = """
            SELECT m.channel, m.user
            FROM ${directory.member} v
            JOIN ${directory.channel} c ON c.workspace = v.workspace AND c.channel = v.channel
              AND c.kind IN ('IM', 'MPIM')
            JOIN ${directory.member} m ON m.channel = v.channel
            WHERE v.workspace = ? AND v.user = ? ORDER BY m.channel, m.user""";

    private final ReadSide readSide;
    private final EventLog log;

    SightReader(ReadSide readSide, EventLog log) {
        this.readSide = readSide;
        this.log = log;
    }

    private record Viewer(Role role, boolean deactivated, long profile) {}

    private record Row(
            ChannelId channel, ChannelKind kind, @Nullable String name, boolean member) {}

    private record Read(int shard, Viewer viewer, Map<ChannelId, Place> places, Map<String, Set<UserId>> named) {}

    /**
     * @param names of people, without the sign before them
     * @throws Rejection {@code account_inactive access_denied}
     */
    Sight see(WorkspaceId workspace, Actor actor, Set<String> names) {
        Read read = readSide.answer(workspace, Reads.DIRECTORY, reading -> {
            Viewer viewer = viewer(reading, workspace, actor.user());
            return new Read(
                    reading.shard().id(),
                    viewer,
                    places(reading, workspace, actor, viewer.role()),
                    PeopleNames.find(reading, workspace, names));
        });
        return new Sight(actor.user(), zone(read.shard(), read.viewer().profile()), read.places(), read.named());
    }

    private static Viewer viewer(Reading reading, WorkspaceId workspace, UserId user) throws SQLException {
        Viewer viewer = reading.first(
                VIEWER,
                row -> new Viewer(
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("deactivated"),
                        row.getLong("profile_position")),
                workspace.value(),
                user.value());
        if (viewer == null) throw new Rejection(ErrorCode.ACCESS_DENIED);
        Rejection.unless(!viewer.deactivated(), ErrorCode.ACCOUNT_INACTIVE);
        return viewer;
    }

    /** People read public channels without being in, guests and bots do not; the rest only its members read. */
    private static Map<ChannelId, Place> places(Reading reading, WorkspaceId workspace, Actor actor, Role role)
            throws SQLException {
        String user = actor.user().value();
        List<Row> rows = new ArrayList<>();
        boolean guest = role.isGuest() || actor.role().isGuest();
        if (!guest && actor.bot() == null) {
            rows.addAll(rows(reading, PUBLIC, workspace.value(), workspace + "/D", workspace + "/E"));
        }
        rows.addAll(rows(reading, OWN, workspace.value(), user));
        Map<ChannelId, List<UserId>> direct = direct(reading, workspace, user);
        Map<ChannelId, Place> places = new HashMap<>();
        for (Row row : rows) {
            List<UserId> members = List.copyOf(direct.getOrDefault(row.channel(), List.of()));
            places.put(row.channel(), new Place(row.kind(), row.name(), row.member(), members));
        }
        return Map.copyOf(places);
    }

    private static List<Row> rows(Reading reading, String sql, Object... parameters) throws SQLException {
        return reading.list(
                sql,
                row -> new Row(
                        ChannelKey.parse(row.getString("channel")).channel(),
                        ChannelKind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getBoolean("is_member")),
                parameters);
    }

    private static Map<ChannelId, List<UserId>> direct(Reading reading, WorkspaceId workspace, String user)
            throws SQLException {
        record Member(ChannelId channel, UserId user) {}
        Map<ChannelId, List<UserId>> direct = new HashMap<>();
        for (Member member : reading.list(
                DIRECT,
                row -> new Member(ChannelKey.parse(row.getString(1)).channel(), new UserId(row.getString(2))),
                workspace.value(),
                user)) {
            direct.computeIfAbsent(member.channel(), channel -> new ArrayList<>())
                    .add(member.user());
        }
        return direct;
    }

    private ZoneId zone(int shard, long position) {
        CommittedEvent event = log.at(shard, List.of(position)).get(position);
        if (event == null || !(event.event() instanceof HasContent<?> written)) return ZoneOffset.UTC;
        try {
            return written.content() instanceof Profile profile ? ZoneId.of(profile.tz()) : ZoneOffset.UTC;
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
