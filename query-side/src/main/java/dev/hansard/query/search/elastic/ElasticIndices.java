// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import co.elastic.clients.json.JsonData;
import dev.hansard.query.search.Generation;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes, swaps and drops indices. Each generation is an index {@code hansard-messages-0-g1}; the alias {@code
 * hansard-messages-0} names the one that serves, {@code hansard-messages-0-next} the one that is filled beside it. An index
 * never is without alias but when it may be dropped.
 */
final class ElasticIndices {
    private static final int NOT_FOUND = 404;
    /** As the definition has it: raised when documents change, so that older indices are filled anew. */
    private static final String FORMAT = "1";

    private static final String NEXT = "-next";

    private final ElasticConnection connection;
    private final ElasticGuard guard;
    private final ElasticSettings.Index settings;
    private final String languages;

    ElasticIndices(ElasticConnection connection, ElasticGuard guard, ElasticSettings.Index settings, String languages) {
        this.languages = languages;
        this.connection = connection;
        this.guard = guard;
        this.settings = settings;
    }

    String alias(int shard, Generation generation) {
        String serving = settings.prefix() + "-messages-" + shard;
        return switch (generation) {
            case SERVING -> serving;
            case NEXT -> serving + NEXT;
        };
    }

    /** The index behind the alias, or null. */
    @Nullable
    String index(String alias) {
        return guard.write(() -> {
            try {
                Set<String> indices =
                        client().getAlias(get -> get.name(alias)).aliases().keySet();
                return indices.isEmpty() ? null : indices.iterator().next();
            } catch (ElasticsearchException e) {
                if (e.status() == NOT_FOUND) return null;
                throw e;
            }
        });
    }

    /** False if there is one that another version has made, with other documents than ours. */
    boolean isCurrent(String alias) {
        String index = index(alias);
        if (index == null) return true;
        return FORMAT.equals(noted(index, "format"));
    }

    /** As they were when the index was made; null when there is none, or an older version has made it. */
    @Nullable
    String languages(String alias) {
        String index = index(alias);
        return index == null ? null : noted(index, "languages");
    }

    private @Nullable String noted(String index, String what) {
        return guard.<@Nullable String>write(() -> {
            var mapping = client().getMapping(get -> get.index(index)).get(index);
            JsonData noted = mapping == null ? null : mapping.mappings().meta().get(what);
            return noted == null ? null : noted.to(String.class);
        });
    }

    /** Makes an empty one unless there is one. */
    void ensure(int shard, Generation generation) {
        String alias = alias(shard, generation);
        if (index(alias) != null) return;
        long number = 1;
        for (String each : all(shard)) number = Math.max(number, number(each) + 1);
        String name = alias(shard, Generation.SERVING) + "-g" + number;
        guard.write(() -> {
            try {
                return client().create(create -> create.withJson(new StringReader(definition()))
                        .index(name)
                        .aliases(alias, any -> any));
            } catch (ElasticsearchException e) {
                if ("resource_already_exists_exception".equals(e.error().type())) return null;
                throw e;
            }
        });
    }

    /** The next one serves from now on; answers the name of the one before, which is left for searches under way. */
    @Nullable
    String promote(int shard) {
        String serving = alias(shard, Generation.SERVING);
        String coming = alias(shard, Generation.NEXT);
        String old = index(serving);
        String next = Objects.requireNonNull(index(coming), "there is no next generation");
        guard.write(() -> client().updateAliases(update -> {
            update.actions(action -> action.add(add -> add.index(next).alias(serving)));
            update.actions(action -> action.remove(remove -> remove.index(next).alias(coming)));
            if (old != null)
                update.actions(
                        action -> action.remove(remove -> remove.index(old).alias(serving)));
            return update;
        }));
        return old;
    }

    /** Drops those that no alias names any more. */
    void sweep(int shard) {
        for (String each : all(shard)) {
            if (!each.equals(index(alias(shard, Generation.SERVING)))
                    && !each.equals(index(alias(shard, Generation.NEXT)))) {
                drop(each);
            }
        }
    }

    void drop(String index) {
        guard.write(() -> client().delete(delete -> delete.index(index).ignoreUnavailable(true)));
    }

    /** The number of the generation that the index is. */
    static long number(String index) {
        return Long.parseLong(index.substring(index.lastIndexOf("-g") + 2));
    }

    private List<String> all(int shard) {
        String pattern = alias(shard, Generation.SERVING) + "-g*";
        return guard.write(
                () -> client().get(get -> get.index(pattern).allowNoIndices(true)).indices().keySet().stream()
                        .sorted()
                        .toList());
    }

    private ElasticsearchIndicesClient client() {
        return connection.writing().indices();
    }

    private String definition() {
        try (InputStream json = Objects.requireNonNull(
                ElasticIndices.class.getResourceAsStream("elastic-index.json"), "elastic-index.json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${format}", FORMAT)
                    .replace("${languages}", languages)
                    .replace("${shards}", Integer.toString(settings.shards()))
                    .replace("${replicas}", settings.replicas())
                    .replace("${refresh}", millis(settings.refresh()))
                    .replace("${deletions}", millis(settings.deletions()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
