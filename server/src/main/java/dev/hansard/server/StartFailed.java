// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import dev.hansard.axon.content.KeysRefused;
import dev.hansard.axon.content.KeysUnavailable;
import dev.hansard.query.search.elastic.ElasticUnfit;
import dev.hansard.server.database.DatabaseFailed;
import dev.hansard.server.folder.FolderRefused;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.NestedExceptionUtils;

/** The server does not start for a reason that its operator can act on; the message says what to do. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private StartFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** Looks for such a reason behind {@code failure}; answers {@code failure} itself when there is none. */
    static RuntimeException of(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = explain(cause);
            if (message != null) return new StartFailed(message, failure);
        }
        return failure;
    }

    private static @Nullable String explain(Throwable cause) {
        return switch (cause) {
            case PortInUseException port -> "port " + port.getPort() + " is in use; choose another one with --port";
            case BindException bind ->
                "an address cannot be listened on (" + bind.getMessage() + "); see --host, --port and --rtm-port";
            case ConfigurationPropertiesBindException setting -> {
                Throwable root = NestedExceptionUtils.getMostSpecificCause(setting);
                yield "a setting is wrong: " + root.getMessage();
            }
            case DatabaseFailed failed -> Objects.requireNonNull(failed.getMessage());
            case KeysUnavailable unavailable -> Objects.requireNonNull(unavailable.getMessage());
            case KeysRefused refused -> Objects.requireNonNull(refused.getMessage());
            case ElasticUnfit unfit -> Objects.requireNonNull(unfit.getMessage());
            case FolderRefused refused -> Objects.requireNonNull(refused.getMessage());
            case SQLException sql -> "the database cannot be used: " + sql.getMessage();
            default -> null;
        };
    }
}
