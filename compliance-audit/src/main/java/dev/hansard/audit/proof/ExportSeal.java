// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.NoteSigner;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes an export checkable offline by {@code hansard verify}. A folder or ZIP file, all in one top folder or in none:
 *
 * <ul>
 *   <li>{@value #MANIFEST}: the SHA-256 of every file of the payload, {@code hex, two spaces, path}, as BagIt and {@code
 *       sha256sum -c} have it. Every file below {@code data/} must be in it.
 *   <li>{@value #NOTE}: a signed note whose text has, below its first line, the SHA-256 of {@value #MANIFEST}, and of other
 *       files if one likes, in lines of the same form. {@link #note} makes it.
 *   <li>{@value #TAG_MANIFEST}, if it is there: the same for everything else but itself and {@value #NOTE}; there may then be no
 *       other files at all.
 *   <li>any files ending in {@code .tlog-proof}, anywhere: one or more {@link dev.hansard.audit.proof.tlog.ProofFile}.
 * </ul>
 */
public final class ExportSeal {
    public static final String MANIFEST = "manifest-sha256.txt";
    /** BagIt's manifest of what is not payload; must be signed too where there is one. */
    public static final String TAG_MANIFEST = "tagmanifest-sha256.txt";

    public static final String NOTE = "manifest-sha256.note";
    /** First line of the note's text, after which come the name of the key and the hashes. */
    public static final String HEADER = "hansard export v1";

    private ExportSeal() {}

    /**
     * The signed note.
     *
     * @param files by path within the export, among them {@value #MANIFEST}; their bytes
     */
    public static String note(NoteSigner signer, Map<String, byte[]> files) {
        SortedMap<String, byte[]> sorted = new TreeMap<>(files);
        if (!sorted.containsKey(MANIFEST)) throw new IllegalArgumentException(MANIFEST + " is to be signed");
        var text = new StringBuilder(HEADER).append('\n').append(signer.name()).append('\n');
        sorted.forEach((path, bytes) -> text.append(HexFormat.of().formatHex(Hash.sha256(bytes)))
                .append("  ")
                .append(path)
                .append('\n'));
        return signer.sign(text.toString()).toString();
    }
}
