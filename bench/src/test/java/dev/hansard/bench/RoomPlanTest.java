// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.bench.ExportWriter.Channel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoomPlanTest {
    @Test
    void everySmallRoomShouldHaveTenMembersOfWhomOnePosts() {
        RoomPlan plan = RoomPlan.many(200, 10, 50);
        Map<String, Channel> rooms = plan.rooms().stream().collect(Collectors.toMap(Channel::id, Function.identity()));
        assertThat(rooms.values())
                .allSatisfy(room -> assertThat(room.members()).hasSize(10).doesNotHaveDuplicates());
        assertThat(plan.senders())
                .hasSize(200)
                .allSatisfy(
                        each -> assertThat(rooms.get(each.channel()).members()).contains(each.client()));
        assertThat(plan.senders().stream().map(RoomLoad.Sender::client).distinct())
                .hasSize(50);
        assertThat(plan.clients()).isEqualTo(1_850);
        assertThat(plan.rooms().stream().flatMap(room -> room.members().stream()))
                .allMatch(person -> person < 1_850);
    }

    @Test
    void plansShouldComeByClientsSoThatTheyCanComeInOneAfterTheOther() {
        List<RoomPlan> plans = RoomPlan.all(List.of(5_000, 0, 100), 200);
        assertThat(plans).extracting(RoomPlan::sessions).containsExactly(100, 5_000, 10);
        assertThat(RoomPlan.all(List.of(0), 0)).isEmpty();
    }

    @Test
    void inABareRoomASessionIsInOneRoomOnly() {
        RoomPlan bare = RoomPlan.many(4, 10, 2).bare();
        assertThat(bare.clients()).isEqualTo(40);
        assertThat(bare.senders())
                .hasSize(4)
                .allSatisfy(each -> assertThat(bare.roomOf(each.client())).isEqualTo(each.channel()));
    }
}
