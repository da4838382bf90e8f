// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The metadata keys that travel with a command and are kept beside its events. */
public final class MetaKeys {
    public static final String ACTOR = "actor";
    public static final String APP = "app";
    public static final String CAUSE = "cause";
    public static final String CORRELATION = "correlation";
    public static final String ADDRESS = "address";
    /** Set on a command that is repeated because the store refused its {@link OnceKey}. */
    public static final String ONCE = "once";

    private MetaKeys() {}

    static EventMeta read(MetaData meta) {
        return new EventMeta(
                text(meta, ACTOR), text(meta, APP), text(meta, CAUSE), text(meta, CORRELATION), text(meta, ADDRESS));
    }

    private static @Nullable String text(Map<String, ?> meta, String key) {
        return meta.get(key) instanceof String text ? text : null;
    }
}
