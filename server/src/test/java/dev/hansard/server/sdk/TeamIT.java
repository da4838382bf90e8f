// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import org.junit.jupiter.api.Test;

/** {@code team.info}, {@code emoji.list} and {@code bots.info}. */
class TeamIT extends SdkTest {
    private final MethodsClient max = as("max");

    @Test
    void teamInfoShouldDescribeTheWorkspace() throws Exception {
        var team = ok(max.teamInfo(r -> r)).getTeam();

        assertThat(team.getId()).isEqualTo(TEAM);
        assertThat(team.getName()).isEqualTo("Demo");
        assertThat(team.getDomain()).isEqualTo("demo");
        assertThat(team.getIcon().isImageDefault()).isTrue();
        assertThat(ok(max.teamInfo(r -> r.team(TEAM))).getTeam()).isEqualTo(team);
        refused(max.teamInfo(r -> r.team("T0ELSEWHERE")), "team_not_found");
    }

    @Test
    void emojiListShouldBeThere() throws Exception {
        var answer = ok(max.emojiList(r -> r));

        assertThat(answer.getEmoji()).isEmpty();
        assertThat(answer.getCacheTs()).isNotBlank();
    }

    @Test
    void botsInfoShouldDescribeTheBot() throws Exception {
        var bot = ok(max.botsInfo(r -> r.bot("B0BOTTY0000"))).getBot();

        assertThat(bot.getId()).isEqualTo("B0BOTTY0000");
        assertThat(bot.getName()).isEqualTo("botty");
        assertThat(bot.getUserId()).isEqualTo(BOTTY);
        assertThat(bot.getAppId()).isEqualTo("A0BOTTY0000");
        assertThat(bot.isDeleted()).isFalse();
        assertThat(bot.getUpdated()).isPositive();
        assertThat(bot.getIcons()).isNotNull();
        refused(max.botsInfo(r -> r.bot("B0NONE00000")), "bot_not_found");
        refused(max.botsInfo(r -> r), "bot_not_found");
    }
}
