// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of search.
 *
 * @param url an Elasticsearch to use instead of the embedded index, by one or more of its nodes; none if empty
 * @param folder where the embedded index is kept; in memory, and gone with the process, if null
 * @param language what words are stemmed as, in workspaces that {@code languages} does not name: an ISO 639 code or {@code
 *     none}
 * @param languages language by workspace id; a change takes effect with {@code ./hansard replay search}
 * @param batch events that are indexed together at most
 * @param linger how long a first event waits for others to be indexed with
 * @param refresh how long what was indexed may wait to be found; in the embedded index the search that finds something older
 *     waiting looks again first
 * @param commit how often the embedded index is made durable; what came since is read from the record again after a crash
 * @param purge how long after a removal at most the index's files are rewritten without what was removed
 */
@ConfigurationProperties("hansard.search")
public record SearchSettings(
        @DefaultValue List<URI> url,
        @Nullable Path folder,
        @DefaultValue("en") String language,
        @DefaultValue Map<String, String> languages,
        @DefaultValue("2000") int batch,
        @DefaultValue("50ms") Duration linger,
        @DefaultValue("50ms") Duration refresh,
        @DefaultValue("2m") Duration commit,
        @DefaultValue("1h") Duration purge) {
    public SearchSettings {
        url = List.copyOf(url);
        languages = Map.copyOf(languages);
        Language.of(language);
        languages.values().forEach(Language::of);
        if (batch <= 0) throw new IllegalArgumentException("hansard.search.batch must be positive");
        notNegative("linger", linger);
        notNegative("refresh", refresh);
        notNegative("commit", commit);
        notNegative("purge", purge);
    }

    /** The defaults, with the index in this folder, or in memory if null. */
    public static SearchSettings in(@Nullable Path folder) {
        return new SearchSettings(
                List.of(),
                folder,
                "en",
                Map.of(),
                2_000,
                Duration.ofMillis(50),
                Duration.ofMillis(50),
                Duration.ofMinutes(2),
                Duration.ofHours(1));
    }

    /** What words of a workspace are stemmed as. */
    public Language languageOf(dev.hansard.api.WorkspaceId workspace) {
        return Language.of(languages.getOrDefault(workspace.value(), language));
    }

    /** All that is set about languages, in one line, to tell an index that was made with other ones. */
    public String languagesInShort() {
        var all = new StringBuilder(Language.of(language).name());
        new TreeMap<>(languages)
                .forEach((workspace, code) ->
                        all.append(' ').append(workspace).append('=').append(Language.of(code)));
        return all.toString();
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) throw new IllegalArgumentException("hansard.search." + name + " must not be negative");
    }
}
