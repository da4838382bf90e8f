// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One question to a server, answered with numbers. */
abstract class Scenario implements Callable<Integer> {
    @Mixin
    BenchOptions options = new BenchOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** What has to be before the server starts. */
    void prepare() throws Exception {}

    abstract void run(Bed bed, Results results) throws Exception;

    /** Settings of this scenario alone, to be kept with its results. */
    Map<String, Object> settings() {
        return Map.of();
    }

    @Override
    public final Integer call() throws Exception {
        prepare();
        PrintWriter out = spec.commandLine().getOut();
        var settings = new LinkedHashMap<>(options.asMap());
        settings.putAll(settings());
        var root = BenchOptions.root();
        var results = new Results(root.resolve("bench/results"), root, settings, out);
        try (Bed bed = Bed.make(options, spec.name())) {
            if (options.growth > 0) {
                results.say("storing " + options.growth + " times people, channels and messages");
                bed.store(options.growth);
            }
            run(bed, results);
        }
        if (options.profile && options.url == null) {
            Profile.summary(root.resolve("bench/target/profile-" + spec.name() + ".jfr"))
                    .forEach(results::say);
        }
        return 0;
    }
}
