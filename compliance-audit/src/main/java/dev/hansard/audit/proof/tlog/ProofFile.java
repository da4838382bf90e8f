// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Shows offline that an entry is in a log, as c2sp.org/tlog-proof writes it. The {@code extra} line holds the entry itself,
 * so that a file needs nothing beside it but the log's public key. Several may follow each other in one file.
 *
 * @param entry the logged bytes
 * @param index of the entry in the log, from 0
 * @param hashes from the leaf's sibling to the root's child
 * @param checkpoint the signed note
 */
public record ProofFile(byte[] entry, long index, List<Hash> hashes, String checkpoint) {
    /** The first line. */
    public static final String HEADER = "c2sp.org/tlog-proof@v1";
    /** How such files are called. */
    public static final String EXTENSION = ".tlog-proof";

    private static final int MAX_HASHES = 64;
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9]\\d{0,17}");

    public ProofFile {
        hashes = List.copyOf(hashes);
    }

    public String text() {
        var text = new StringBuilder(2_048).append(HEADER).append("\nextra ");
        text.append(Base64.getEncoder().encodeToString(entry));
        text.append("\nindex ").append(index).append('\n');
        hashes.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /** @throws Malformed with what is wrong about it */
    public static ProofFile parse(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) throw new Malformed("no empty line before the checkpoint");
        List<String> lines = text.substring(0, end).lines().toList();
        if (lines.size() < 3 || !lines.getFirst().equals(HEADER)) throw new Malformed("not a " + HEADER);
        if (!lines.get(1).startsWith("extra ")) throw new Malformed("no extra line with the entry");
        byte[] entry = Hash.decode(lines.get(1).substring("extra ".length()));
        String index = lines.get(2).startsWith("index ") ? lines.get(2).substring("index ".length()) : "";
        if (!DECIMAL.matcher(index).matches()) throw new Malformed("no index line");
        if (lines.size() - 3 > MAX_HASHES) throw new Malformed("more than " + MAX_HASHES + " hashes");
        List<Hash> hashes =
                lines.subList(3, lines.size()).stream().map(Hash::parse).toList();
        return new ProofFile(entry, Long.parseLong(index), hashes, text.substring(end + 2));
    }

    /**
     * Hands over each proof of a file with any number of them, in order.
     *
     * @throws Malformed at the first that cannot be read
     */
    public static void readAll(BufferedReader reader, Consumer<ProofFile> each) throws IOException {
        var text = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals(HEADER) && !text.isEmpty()) {
                each.accept(parse(text.toString()));
                text.setLength(0);
            }
            text.append(line).append('\n');
        }
        if (!text.isEmpty()) each.accept(parse(text.toString()));
    }

    /**
     * Checks signature and proof, and answers the checkpoint that the entry is under.
     *
     * @throws Malformed with what does not hold
     */
    public Checkpoint verify(NoteKeys keys) {
        Checkpoint signed = keys.checkpoint(checkpoint);
        if (index >= signed.size()) {
            throw new Malformed("entry " + index + " is not under a checkpoint of " + signed.size() + " entries");
        }
        if (!leadsTo(signed)) throw new Malformed("entry " + index + " and its hashes do not lead to the signed root");
        return signed;
    }

    /** Whether entry and hashes lead to the root; says nothing about who signed it. */
    public boolean leadsTo(Checkpoint root) {
        return Merkle.includes(root.root(), root.size(), Hash.leaf(entry), index, hashes);
    }
}
