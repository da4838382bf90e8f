// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.audit.proof.tlog.TileSource;
import dev.hansard.audit.proof.verify.ExportVerification;
import dev.hansard.audit.proof.verify.LogVerification;
import dev.hansard.audit.proof.verify.ProofVerification;
import dev.hansard.audit.proof.verify.VerifyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks that nothing was altered, removed, inserted or reordered.",
            "",
            "  verify FOLDER --key KEY             a transparency log, offline",
            "  verify EXPORT --key KEY             an export (folder or ZIP file), offline",
            "  verify FILE.tlog-proof --key KEY    inclusion proofs, offline",
            "  verify --key KEY                    a running server's whole log",
            "  verify --key KEY --earlier FILE     that a running server's log goes on from an earlier checkpoint",
            "  verify --record                     every row of a running server's database against its log",
            "",
            "Have the key from somebody you trust, not from what you check."
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "PATH", description = "What to check; a running server when absent.")
    @Nullable
    Path path;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Verifier key (name+id+key), or a file with one a line. Repeatable.")
    List<String> keys = List.of();

    @Option(
            names = "--earlier",
            paramLabel = "FILE",
            description = "A checkpoint of before, that the log has to go on from.")
    @Nullable
    Path earlier;

    @Option(names = "--record", description = "Compare every row of the database with the log.")
    boolean record;

    @Option(
            names = "--log",
            defaultValue = "shard-0",
            paramLabel = "NAME",
            description = "Which log (default: shard-0).")
    String log = "shard-0";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with an auditor's token, instead of the operator's.")
    @Nullable
    Path tokenFile;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var output =
                new VerifyOutput(spec.commandLine().getOut(), spec.commandLine().getErr());
        if (record) return output.record(server.connect());
        NoteKeys trusted = trusted();
        output.begin();
        return output.report(path == null ? server(trusted, output::progress) : local(path, trusted, output::progress));
    }

    private VerifyReport local(Path what, NoteKeys trusted, LongConsumer progress) throws IOException {
        if (!Files.exists(what)) throw new CommandFailed("there is no " + what);
        if (Files.exists(what.resolve("checkpoint"))) {
            return new LogVerification(TileSource.folder(what), trusted).run(read(earlier), progress);
        }
        if (what.toString().endsWith(ProofFile.EXTENSION)) return ProofVerification.file(what, trusted, progress);
        return new ExportVerification(trusted).run(what, progress);
    }

    private VerifyReport server(NoteKeys trusted, LongConsumer progress) throws IOException {
        AdminClient client = server.connect(tokenFile);
        String prefix = "/proofs/" + AdminClient.encode(log) + "/";
        String before = read(earlier);
        if (before == null) return new LogVerification(each -> client.file(prefix + each), trusted).run(null, progress);
        byte[] checkpoint = client.file(prefix + "checkpoint");
        if (checkpoint == null) throw new CommandFailed("the server has no log " + log);
        String now = new String(checkpoint, StandardCharsets.UTF_8);
        return ProofVerification.consistency(before, now, proof(client, prefix, trusted, before, now), trusted);
    }

    /** What the server says for itself; nothing when there is nothing to be proven. */
    private static List<String> proof(AdminClient client, String prefix, NoteKeys trusted, String before, String now) {
        try {
            long from = trusted.checkpoint(before).size();
            long to = trusted.checkpoint(now).size();
            if (from > to) return List.of();
            byte[] proof = client.file(prefix + "consistency?from=" + from + "&to=" + to);
            return proof == null
                    ? List.of()
                    : new String(proof, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList();
        } catch (Malformed e) {
            return List.of();
        }
    }

    private @Nullable String read(@Nullable Path file) throws IOException {
        if (file == null) return null;
        if (!Files.isRegularFile(file)) throw new CommandFailed("there is no file " + file);
        return Files.readString(file);
    }

    private NoteKeys trusted() throws IOException {
        if (keys.isEmpty()) {
            throw new CommandFailed("name the key to trust with --key; the operator has it in proofs/" + log
                    + "/verifier-keys, but have it confirmed on another way");
        }
        var all = new ArrayList<String>();
        for (String key : keys) {
            boolean file = !key.contains("+") || Files.isRegularFile(Path.of(key));
            all.add(file ? read(Path.of(key)) : key);
        }
        try {
            return NoteKeys.parse(String.join("\n", all));
        } catch (Malformed e) {
            throw new CommandFailed("the key cannot be used: " + e.getMessage());
        }
    }
}
