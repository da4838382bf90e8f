// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.session;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as they would be bound. */
public final class TestSettings {
    private TestSettings() {}

    public static RtmSettings defaults() {
        return of(Map.of());
    }

    public static RtmSettings of(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.rtm", RtmSettings.class);
    }
}
