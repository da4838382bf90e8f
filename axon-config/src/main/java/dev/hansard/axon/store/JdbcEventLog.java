// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.HasContent;
import dev.hansard.api.Ts;
import dev.hansard.axon.cache.Caches;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.serial.EventCodec;
import dev.hansard.axon.serial.EventTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the event table of every shard. */
final class JdbcEventLog implements EventLog {
    private static final int EVENT_OVERHEAD_BYTES = 500;
    /** A range, not a LIMIT: positions are gapless. */
    private static final String AFTER = "WHERE position > ? AND position <= ? ORDER BY position";

    private record Place(int shard, long position) {}

    /** @param weight rough bytes on the heap */
    private record Cached(CommittedEvent event, int weight) {}

    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private final Shards shards;
    private final EventCodec codec;
    private final ContentVault vault;
    private final Cache<Place, Cached> cache;

    JdbcEventLog(Shards shards, EventCodec codec, ContentVault vault, long cacheBytes) {
        this.shards = shards;
        this.codec = codec;
        this.vault = vault;
        this.cache = Caches.newBuilder()
                .maximumWeight(cacheBytes)
                .weigher((Place place, Cached cached) -> cached.weight())
                .build();
    }

    @Override
    public long head(int shard) {
        try (Connection connection = shards.shard(shard).answers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT position FROM stream_head WHERE id = 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new StoreUnavailable("reading the head", e);
        }
    }

    @Override
    public List<CommittedEvent> after(int shard, long position, int limit) {
        return decode(rawAfter(shard, position, limit));
    }

    @Override
    public List<CommittedEvent> factsAfter(int shard, long position, int limit) {
        return decode(raw(shard, EventRows.SELECT_FACTS, AFTER, after(position, limit)));
    }

    /** Rows that are read but not yet understood, so that decoding can be done elsewhere or fail one by one. */
    List<EventRows.Raw> rawAfter(int shard, long position, int limit) {
        return raw(shard, AFTER, after(position, limit));
    }

    private static Binder after(long position, int limit) {
        return select -> {
            select.setLong(1, position);
            select.setLong(2, position + limit);
        };
    }

    CommittedEvent decode(EventRows.Raw raw) {
        return EventRows.decode(raw, codec);
    }

    @Override
    public List<CommittedEvent> after(int shard, long position, Collection<String> streams, int limit) {
        if (streams.isEmpty()) return List.of();
        String where = "WHERE position > ? AND stream IN (" + marks(streams.size()) + ") ORDER BY position LIMIT ?";
        return decode(raw(shard, where, select -> {
            select.setLong(1, position);
            int index = 2;
            for (String stream : streams) select.setString(index++, stream);
            select.setInt(index, limit);
        }));
    }

    @Override
    public List<CommittedEvent> stream(String stream, long sequence, int limit) {
        Shards.Shard shard = shards.find(dev.hansard.api.WorkspaceId.ofStream(stream));
        if (shard == null) return List.of();
        String where = "WHERE stream = ? AND sequence >= ? ORDER BY sequence LIMIT ?";
        return decode(raw(shard.id(), where, select -> {
            select.setString(1, stream);
            select.setLong(2, sequence);
            select.setInt(3, limit);
        }));
    }

    @Override
    public List<CommittedEvent> aboutMessage(ChannelKey channel, Ts ts) {
        return aboutMessage(shards.of(channel.workspace()).id(), channel, ts);
    }

    @Override
    public List<CommittedEvent> aboutMessage(int shard, ChannelKey channel, Ts ts) {
        return decode(raw(shard, "WHERE stream = ? AND subject = ? ORDER BY position", select -> {
            select.setString(1, channel.toString());
            select.setLong(2, ts.micros());
        }));
    }

    @Override
    public @Nullable CommittedEvent once(String stream, String onceKey) {
        int shard = shards.of(dev.hansard.api.WorkspaceId.ofStream(stream)).id();
        List<CommittedEvent> events = decode(raw(shard, "WHERE stream = ? AND once_key = ?", select -> {
            select.setString(1, stream);
            select.setBytes(2, EventRows.onceHash(onceKey));
        }));
        return events.isEmpty() ? null : events.getFirst();
    }

    @Override
    public Set<Ts> taken(ChannelKey channel, Collection<Ts> ts) {
        if (ts.isEmpty()) return Set.of();
        String sql = "SELECT DISTINCT subject FROM event WHERE stream = ? AND subject IN (" + marks(ts.size()) + ")";
        try (Connection connection = shards.of(channel.workspace()).answers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, channel.toString());
            int index = 2;
            for (Ts each : ts) select.setLong(index++, each.micros());
            var taken = new HashSet<Ts>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) taken.add(new Ts(rows.getLong(1)));
            }
            return taken;
        } catch (SQLException e) {
            throw new StoreUnavailable("reading which ts are taken", e);
        }
    }

    @Override
    public Map<Long, CommittedEvent> at(int shard, Collection<Long> positions) {
        var found = new HashMap<Long, CommittedEvent>(positions.size() * 2);
        var missing = new ArrayList<Long>();
        for (Long position : positions) {
            Cached cached = cache.getIfPresent(new Place(shard, position));
            if (cached == null || !isReadable(cached.event())) missing.add(position);
            else found.put(position, cached.event());
        }
        if (missing.isEmpty()) return found;
        long forgettings = vault.forgettings();
        List<EventRows.Raw> rows = raw(shard, "WHERE position IN (" + marks(missing.size()) + ")", select -> {
            int index = 1;
            for (Long position : missing) select.setLong(index++, position);
        });
        for (EventRows.Raw raw : rows) {
            CommittedEvent event = decode(raw);
            found.put(event.position(), event);
            byte[] content = raw.stored().content();
            int bytes = raw.stored().facts().length + (content == null ? 0 : content.length);
            cache.put(new Place(shard, event.position()), new Cached(event, EVENT_OVERHEAD_BYTES + 2 * bytes));
        }
        // Something was erased since these were read, maybe one of them.
        if (vault.forgettings() != forgettings) missing.forEach(each -> cache.invalidate(new Place(shard, each)));
        return found;
    }

    private boolean isReadable(CommittedEvent event) {
        return !(event.event() instanceof HasContent<?> carrier)
                || carrier.content() == null
                || vault.isReadable(new ContentVault.Place(event.stream(), event.sequence()));
    }

    /** Lets go of what was erased; until then {@link #at} passes it over. */
    void dropErased() {
        cache.asMap().values().removeIf(cached -> !isReadable(cached.event()));
    }

    /** The erasures after {@code position}, in order, at most {@code limit}. */
    List<EventRows.Raw> rawErasures(int shard, long position, int limit) {
        List<String> types = EventTypes.erasures();
        String where = "WHERE position > ? AND type IN (" + marks(types.size()) + ") ORDER BY position LIMIT ?";
        return raw(shard, where, select -> {
            select.setLong(1, position);
            int index = 2;
            for (String type : types) select.setString(index++, type);
            select.setInt(index, limit);
        });
    }

    private List<CommittedEvent> decode(List<EventRows.Raw> rows) {
        var events = new ArrayList<CommittedEvent>(rows.size());
        for (EventRows.Raw raw : rows) events.add(decode(raw));
        return events;
    }

    private List<EventRows.Raw> raw(int shard, String where, Binder binder) {
        return raw(shard, EventRows.SELECT, where, binder);
    }

    private List<EventRows.Raw> raw(int shard, String columns, String where, Binder binder) {
        try (Connection connection = shards.shard(shard).answers().getConnection();
                PreparedStatement select = connection.prepareStatement(columns + where)) {
            binder.bind(select);
            var rows = new ArrayList<EventRows.Raw>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) rows.add(EventRows.raw(shard, row));
            }
            return rows;
        } catch (SQLException e) {
            throw new StoreUnavailable("reading events", e);
        }
    }

    private static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }
}
