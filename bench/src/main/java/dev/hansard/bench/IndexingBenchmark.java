// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.IndexedMessage;
import dev.hansard.query.search.Language;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.analysis.TextAnalysis;
import dev.hansard.query.search.lucene.LuceneMessageIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What indexing a message of about 200 characters costs the thread that follows the record; merging is others' work. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class IndexingBenchmark {
    private static final int BATCH = 100;
    private static final int CHANNELS = 100;
    private static final int LENGTH = 180;
    private static final int TEXTS = 20_000;
    private static final UserId AUTHOR = new UserId("U0BENCH");
    private static final TextAnalysis ENGLISH = new TextAnalysis(Language.EN);

    private final List<ChannelKey> channels = IntStream.range(0, CHANNELS)
            .mapToObj(i -> ChannelKey.of("T0BENCH", "C" + i))
            .toList();
    private final List<String> texts =
            IntStream.range(0, TEXTS).mapToObj(IndexingBenchmark::text).toList();
    private final MessageIndex index = new LuceneMessageIndex(SearchSettings.in(null), SearchCorpus.SHARDS);
    private long position;

    /** Words as rare and as common as people's, and what else they write. */
    private static String text(int number) {
        var random = new Random(number);
        var text = new StringBuilder(number % 4 == 0 ? "<@U" + random.nextInt(1_000) + "> " : "");
        while (text.length() < LENGTH) text.append(SearchCorpus.text(random)).append(", don't ");
        text.setLength(LENGTH);
        return switch (number % 3) {
            case 0 -> text + " :tada:";
            case 1 -> text + " in foo_bar &amp; " + number;
            default -> text + " <https://example.org/issues/" + number + '>';
        };
    }

    @Setup
    public void claim() {
        index.claim(0);
    }

    @Benchmark
    public TextAnalysis.Analysed analyse() {
        return analyse(position++);
    }

    /** Analysed and written, as many at once as gather while the follower pauses. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long index() {
        long after = position;
        var changes = new ArrayList<Change>(BATCH);
        for (int i = 0; i < BATCH; i++) changes.add(new Change.Put(message(), ++position));
        index.write(new Batch(0, after, position, changes), Generation.SERVING);
        return position;
    }

    private IndexedMessage message() {
        var key = new MessageKey(
                channels.get((int) (position % CHANNELS)), new Ts(1_577_836_800_000_000L + position * 1_000));
        TextAnalysis.Analysed analysed = analyse(position);
        return new IndexedMessage(key, AUTHOR, null, analysed.text(), analysed.facts());
    }

    private TextAnalysis.Analysed analyse(long number) {
        return ENGLISH.analyse(List.of(texts.get((int) (number % TEXTS))));
    }

    @TearDown
    public void close() {
        index.close();
    }
}
