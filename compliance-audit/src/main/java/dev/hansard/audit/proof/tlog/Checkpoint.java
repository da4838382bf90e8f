// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log vouches for, as c2sp.org/tlog-checkpoint writes it.
 *
 * @param origin name of the log
 * @param size how many entries
 * @param root of the tree over them
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9]\\d{0,17}");

    /** @throws Malformed when the text is not that of a checkpoint; further lines are allowed and ignored */
    public static Checkpoint parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3) throw new Malformed("a checkpoint has three lines: origin, size, root");
        if (lines.getFirst().isEmpty()) throw new Malformed("the checkpoint's origin is empty");
        if (!DECIMAL.matcher(lines.get(1)).matches()) throw new Malformed("the checkpoint's size is no number");
        return new Checkpoint(lines.getFirst(), Long.parseLong(lines.get(1)), Hash.parse(lines.get(2)));
    }

    /** To be signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }
}
