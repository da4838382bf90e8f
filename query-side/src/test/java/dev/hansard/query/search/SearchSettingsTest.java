// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.WorkspaceId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class SearchSettingsTest {
    private static SearchSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("hansard.search", SearchSettings.class);
    }

    @Test
    void defaultsShouldBeAsDocumented() {
        SearchSettings settings = bound(Map.of());
        assertThat(settings).isEqualTo(SearchSettings.in(null));
        assertThat(settings.folder()).isNull();
        assertThat(settings.language()).isEqualTo("en");
        assertThat(settings.languages()).isEmpty();
        assertThat(settings.batch()).isEqualTo(2_000);
        assertThat(settings.linger()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.refresh()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.commit()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.purge()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aWorkspaceShouldHaveItsOwnLanguage() {
        SearchSettings settings = bound(Map.of("hansard.search.language", "none", "hansard.search.languages.T1", "de"));
        assertThat(settings.languageOf(new WorkspaceId("T1"))).isEqualTo(Language.DE);
        assertThat(settings.languageOf(new WorkspaceId("T2"))).isEqualTo(Language.NONE);
    }

    @Test
    void anUnknownLanguageShouldBeRefused() {
        assertThatThrownBy(() -> bound(Map.of("hansard.search.language", "xx")))
                .hasRootCauseMessage("No enum constant dev.hansard.query.search.Language.XX");
    }
}
