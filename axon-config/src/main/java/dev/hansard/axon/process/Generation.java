// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One set of a projection's tables. A rebuild writes the next generation while the last one serves. */
record Generation(Projection projection, int shard, int number) implements Projection.Tables {
    private static final Pattern TABLE = Pattern.compile("\\$\\{([a-z_]+)}");

    @Override
    public String name(String table) {
        return projection.name() + "_" + table + "_g" + number;
    }

    /** The statement with physical names, harmless when the table exists. */
    String physical(String ddl) {
        String named = TABLE.matcher(ddl).replaceAll(match -> Matcher.quoteReplacement(name(match.group(1))));
        return named.replaceFirst("(?i)CREATE TABLE (?!IF NOT)", "CREATE TABLE IF NOT EXISTS ");
    }

    Generation next() {
        return new Generation(projection, shard, number + 1);
    }
}
