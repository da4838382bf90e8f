// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.DirectoryQueries.FindBot;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.PersonEvents.ProfileChanged;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.edge.api.FakeSides;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.auth.FakeFeed;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final PersonKey ANN = new PersonKey(Samples.TEAM, Samples.ANN);

    private final FakeSides sides = new FakeSides();
    private final FakeFeed feed = new FakeFeed();
    private final Directory directory = new Directory(sides, feed);

    @Test
    void personShouldBeAskedForOnceUntilSomebodyChanges() {
        sides.on(FindPerson.class, query -> Samples.person(Samples.ANN, "ann"));
        directory.find(ANN);
        assertThat(directory.find(ANN)).extracting("handle").isEqualTo("ann");
        assertThat(sides.asked).hasSize(1);
        sides.on(FindPerson.class, query -> Samples.person(Samples.ANN, "anne"));
        feed.commit(new ProfileChanged(ANN, Samples.ANN, Profile.named("Anne")));
        assertThat(directory.find(ANN)).extracting("handle").isEqualTo("anne");
    }

    @Test
    void botShouldBeFoundByItsIdAndUnknownOnesRememberedAsUnknown() {
        sides.on(FindBot.class, query -> query.bot().equals("B1") ? Samples.person(Samples.ROBOT, "robot") : null);
        assertThat(directory.find(Samples.TEAM, "B1")).extracting("name").isEqualTo("Robot");
        assertThat(directory.find(Samples.TEAM, "B2")).isNull();
        assertThat(directory.find(Samples.TEAM, "B2")).isNull();
        assertThat(sides.asked).hasSize(2);
    }

    @Test
    void closedDirectoryShouldListenNoMore() {
        directory.close();
        feed.commit(new ProfileChanged(ANN, Samples.ANN, null));
        assertThat(directory.find(ANN)).isNull();
    }
}
