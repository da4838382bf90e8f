// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OverloadTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Overload overload = new Overload(new OverloadSettings(2, 3, 4), meters);

    @Test
    void leastImportantShouldBeShedFirstAndPostingNever() {
        List<Overload.Call> posts = new ArrayList<>();
        posts.add(overload.begin(Work.CHANGES));
        assertThat(overload.sheds(Work.NOTICES)).isFalse();
        posts.add(overload.begin(Work.CHANGES));
        assertThat(overload.sheds(Work.NOTICES)).isTrue();
        overload.begin(Work.SEARCH).close();
        posts.add(overload.begin(Work.CHANGES));
        assertThatThrownBy(() -> overload.begin(Work.SEARCH))
                .asInstanceOf(InstanceOfAssertFactories.type(Overloaded.class))
                .satisfies(e -> assertThat(e.retryAfterSeconds()).isBetween(1L, 5L));
        overload.begin(Work.READS).close();
        posts.add(overload.begin(Work.CHANGES));
        assertThatThrownBy(() -> overload.begin(Work.READS)).isInstanceOf(Overloaded.class);
        for (int i = 0; i < 100; i++) posts.add(overload.begin(Work.CHANGES));
        assertThat(meters.get("hansard.overload.calls").gauge().value()).isEqualTo(104);
        posts.forEach(Overload.Call::close);
        overload.begin(Work.SEARCH).close();
        assertThat(overload.sheds(Work.NOTICES)).isFalse();
        assertThat(meters.get("hansard.overload.calls").gauge().value()).isZero();
        for (String work : new String[] {"notices", "search", "reads"}) {
            assertThat(meters.counter("hansard.overload.shed", "work", work).count())
                    .as(work)
                    .isEqualTo(1);
        }
    }

    @Test
    void defaultsShouldBeAsDocumented() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("hansard.overload", OverloadSettings.class))
                .isEqualTo(new OverloadSettings(1_000, 2_000, 4_000));
        assertThatThrownBy(() -> new OverloadSettings(3, 2, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
