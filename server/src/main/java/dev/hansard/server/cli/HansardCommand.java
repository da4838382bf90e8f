// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.StartFailed;
import dev.hansard.server.folder.FolderRefused;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** All subcommands, and what their exit codes mean. */
@Command(
        name = "hansard",
        description = "Team messaging on the record.",
        subcommands = {
            RunCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ViewCommand.class,
            IndexCommand.class,
            ReplayCommand.class,
            CaseCommand.class,
            HoldCommand.class,
            RetentionCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            EraseCommand.class,
            KeysCommand.class,
            ShardCommand.class,
            VerifyCommand.class,
            AuditCommand.class,
            RehearseCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, or refused by the server; the message says why",
            "2:wrong arguments",
            "3:no server is running, or it does not answer",
            "4:done in part: the import was stopped or the archive is damaged; the report says what is missing",
            "5:verify: something was changed, or does not hold; each finding is a line",
            "130:stopped with Ctrl-C",
        })
public final class HansardCommand {
    /** Not an exit code: the server runs on in its own threads. */
    public static final int RUNNING = -1;

    static final int FAILED = 1;
    static final int NO_SERVER = 3;
    static final int IN_PART = 4;
    static final int TAMPERED = 5;

    private HansardCommand() {}

    public static int execute(String... args) {
        return commandLine().execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new HansardCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(new Explain());
    }

    /** What the operator can act on becomes one line; anything else keeps its stack trace. */
    private static final class Explain implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception e, CommandLine line, @Nullable ParseResult parsed) {
            PrintWriter err = line.getErr();
            return switch (e) {
                case NoServer none -> {
                    err.println("hansard: " + none.getMessage());
                    yield NO_SERVER;
                }
                case CommandFailed failed -> {
                    err.println("hansard: " + failed.getMessage());
                    yield FAILED;
                }
                case FolderRefused refused -> {
                    err.println("hansard: " + refused.getMessage());
                    yield FAILED;
                }
                case StartFailed failed -> {
                    err.println("hansard: " + failed.getMessage());
                    yield FAILED;
                }
                default -> {
                    e.printStackTrace(err);
                    yield FAILED;
                }
            };
        }
    }
}
