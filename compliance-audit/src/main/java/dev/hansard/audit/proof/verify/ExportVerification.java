// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.ExportSeal;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.audit.proof.tlog.SignedNote;
import dev.hansard.audit.proof.verify.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Checks an export with nothing but itself and the public keys; its form is in {@link ExportSeal}. */
public final class ExportVerification {
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)");
    private static final int BUFFER = 1 << 16;
    /** What the manifests do not list: the one of tags itself, and what signs them. */
    private static final Set<String> SEALS = Set.of(ExportSeal.TAG_MANIFEST, ExportSeal.NOTE);

    private final NoteKeys keys;
    private final Findings findings = new Findings();
    private long checked;

    public ExportVerification(NoteKeys keys) {
        this.keys = keys;
    }

    /** @param progress is told how many files and proofs were checked */
    public VerifyReport run(Path export, LongConsumer progress) throws IOException {
        try (ExportFolder folder = ExportFolder.open(export)) {
            if (folder == null) {
                findings.add(Kind.FILE_MISSING, ExportSeal.MANIFEST, "there is no manifest, so this is no export");
                return findings.report("export", 0);
            }
            SortedSet<String> files = folder.files();
            note(folder);
            Set<String> listed = manifest(folder, ExportSeal.MANIFEST, progress);
            boolean tags = files.contains(ExportSeal.TAG_MANIFEST);
            if (tags) listed.addAll(manifest(folder, ExportSeal.TAG_MANIFEST, progress));
            for (String file : files) {
                if ((tags || file.startsWith("data/")) && !listed.contains(file) && !SEALS.contains(file)) {
                    findings.add(Kind.FILE_UNKNOWN, file, "the file is in no manifest: it was added");
                }
            }
            long before = checked;
            for (String file : files) if (file.endsWith(ProofFile.EXTENSION)) proofs(folder, file, progress);
            if (checked == before) findings.note("the export holds no inclusion proofs");
        } catch (ZipException e) {
            findings.add(
                    Kind.FILE_ALTERED, export.getFileName().toString(), "not a readable ZIP file: " + e.getMessage());
        }
        return findings.report("export", checked);
    }

    private void note(ExportFolder folder) throws IOException {
        String text = text(folder, ExportSeal.NOTE);
        if (text == null) {
            findings.add(Kind.FILE_MISSING, ExportSeal.NOTE, "the manifest is not signed");
            return;
        }
        try {
            var note = SignedNote.parse(text);
            keys.verify(note);
            boolean manifest = false;
            for (String line : note.text().lines().skip(2).toList()) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) throw new Malformed("a line that names no file");
                file(folder, matcher.group(2), matcher.group(1));
                manifest |= matcher.group(2).equals(ExportSeal.MANIFEST);
            }
            if (!note.text().startsWith(ExportSeal.HEADER + "\n") || !manifest) {
                throw new Malformed("it does not sign " + ExportSeal.MANIFEST);
            }
        } catch (Malformed e) {
            findings.add(Kind.SIGNATURE, ExportSeal.NOTE, e.getMessage());
        }
    }

    private Set<String> manifest(ExportFolder folder, String name, LongConsumer progress) throws IOException {
        var listed = new HashSet<String>();
        String manifest = text(folder, name);
        if (manifest == null) return listed;
        for (String line : manifest.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                findings.add(Kind.FILE_ALTERED, name, "a line that names no file");
                continue;
            }
            listed.add(matcher.group(2));
            file(folder, matcher.group(2), matcher.group(1));
            progress.accept(checked);
        }
        return listed;
    }

    private void file(ExportFolder folder, String path, String expected) throws IOException {
        checked++;
        try (InputStream in = folder.read(path)) {
            if (in == null) {
                findings.add(Kind.FILE_MISSING, path, "the file is missing");
            } else if (!hash(in).equalsIgnoreCase(expected)) {
                findings.add(
                        Kind.FILE_ALTERED, path, "the file was changed: its SHA-256 is not the one in the manifest");
            }
        } catch (ZipException e) {
            findings.add(Kind.FILE_ALTERED, path, "the file cannot be unpacked: " + e.getMessage());
        }
    }

    private static String hash(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) digest.update(buffer, 0, read);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private void proofs(ExportFolder folder, String path, LongConsumer progress) throws IOException {
        try (InputStream in = folder.read(path)) {
            if (in == null) return;
            var proofs = new ProofVerification(keys, findings);
            checked += proofs.check(path, in, count -> progress.accept(checked + count));
        } catch (ZipException e) {
            findings.add(Kind.FILE_ALTERED, path, "the file cannot be unpacked: " + e.getMessage());
        }
    }

    private static @Nullable String text(ExportFolder folder, String path) throws IOException {
        try (InputStream in = folder.read(path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            return "";
        }
    }
}
