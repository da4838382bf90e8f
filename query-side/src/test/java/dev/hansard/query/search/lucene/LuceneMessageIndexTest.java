// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import static dev.hansard.query.search.Corpus.ANNA;
import static dev.hansard.query.search.Corpus.GENERAL;
import static dev.hansard.query.search.Corpus.find;
import static dev.hansard.query.search.Corpus.message;
import static dev.hansard.query.search.Corpus.words;
import static dev.hansard.query.search.Generation.SERVING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.query.search.Change.Put;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageIndexContract;
import dev.hansard.query.search.SearchSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LuceneMessageIndexTest implements MessageIndexContract {
    @TempDir
    Path folder;

    private MessageIndex index;

    @BeforeEach
    void open() {
        index = new LuceneMessageIndex(SearchSettings.in(folder), List.of(0), workspace -> 0);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Override
    public MessageIndex index() {
        return index;
    }

    @Override
    public MessageIndex restart() {
        close();
        open();
        return index;
    }

    @Override
    public boolean filesHold(byte[] bytes) {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        return files().stream().anyMatch(file -> {
            try {
                return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private List<Path> files() {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anIndexThatWasDeletedShouldStartAnew() throws IOException {
        say("apples");
        index.close();
        for (Path file : files()) Files.delete(file);
        open();
        assertThat(index.position(0, SERVING)).isZero();
        say("pears");
        assertThat(found(words("pears"))).containsExactly(1L);
    }

    @Test
    void aDamagedIndexShouldStartAnewInsteadOfFailing() throws IOException {
        say("apples");
        index.close();
        for (Path file : files()) {
            if (!file.getFileName().toString().equals("serving")) Files.write(file, new byte[] {1, 2, 3});
        }
        open();
        assertThat(index.claim(0)).isTrue();
        assertThat(index.position(0, SERVING)).isZero();
        say("pears");
        assertThat(found(words("pears"))).containsExactly(1L);
    }

    @Test
    void anIndexShouldTellTheLanguagesThatItWasBegunWith() {
        say("apples");
        index.close();
        SearchSettings usual = SearchSettings.in(folder);
        var german = new SearchSettings(
                List.of(),
                folder,
                "en",
                Map.of("T0B", "de"),
                9,
                usual.linger(),
                usual.refresh(),
                usual.commit(),
                usual.purge());
        index = new LuceneMessageIndex(german, List.of(0), workspace -> 0);
        assertThat(index.languages(0)).isEqualTo("EN");
        index.prepareNext(0);
        index.promoteNext(0);
        assertThat(index.languages(0)).isEqualTo("EN T0B=DE");
    }

    private static Put put(long at, String text) {
        return new Put(message(GENERAL, at, ANNA, text), at);
    }

    /** What a crash at this moment would leave. */
    private LuceneMessageIndex crashed(String name) throws IOException {
        Path copy = Files.createDirectory(folder.resolveSibling(folder.getFileName() + name));
        for (Path file : files()) {
            Path to = copy.resolve(folder.relativize(file));
            Files.createDirectories(to.getParent());
            if (!file.endsWith("write.lock")) Files.copy(file, to);
        }
        return new LuceneMessageIndex(SearchSettings.in(copy), List.of(0), workspace -> 0);
    }

    @Test
    void muchShouldBeDurableAsSoonAsNoMoreComes() {
        write(0, 10_000, put(1, "apples"));
        // A file may go while it is copied.
        Awaitility.await().ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            try (var crashed = crashed("-" + System.nanoTime())) {
                assertThat(crashed.position(0, SERVING)).isEqualTo(10_000);
            }
        });
    }

    @Test
    void whatWasNotCommittedShouldBeGoneTogetherWithItsPosition() throws IOException {
        say("apples");
        restart();
        write(1, 2, put(2, "pears"));
        try (var crashed = crashed("-copy")) {
            assertThat(crashed.position(0, SERVING)).isEqualTo(1);
            assertThat(crashed.search(find(words("pears"))).total()).isZero();
            assertThat(crashed.search(find(words("apples"))).total()).isEqualTo(1);
        }
    }
}
