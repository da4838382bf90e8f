// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import static dev.hansard.query.search.Corpus.find;
import static dev.hansard.query.search.Corpus.words;
import static dev.hansard.query.search.Generation.SERVING;
import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void whatWasNotCommittedShouldBeGoneTogetherWithItsPosition() throws IOException {
        say("apples");
        restart();
        Path copy = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-copy"));
        write(
                1,
                2,
                new dev.hansard.query.search.Change.Put(
                        dev.hansard.query.search.Corpus.message(
                                dev.hansard.query.search.Corpus.GENERAL,
                                2,
                                dev.hansard.query.search.Corpus.ANNA,
                                "pears"),
                        2));
        for (Path file : files()) {
            Path to = copy.resolve(folder.relativize(file));
            Files.createDirectories(to.getParent());
            if (!file.endsWith("write.lock")) Files.copy(file, to);
        }
        try (var crashed = new LuceneMessageIndex(SearchSettings.in(copy), List.of(0), workspace -> 0)) {
            assertThat(crashed.position(0, SERVING)).isEqualTo(1);
            assertThat(crashed.search(find(words("pears"))).total()).isZero();
            assertThat(crashed.search(find(words("apples"))).total()).isEqualTo(1);
        }
    }
}
