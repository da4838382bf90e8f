// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.query.directory.Viewing.Standing;
import dev.hansard.query.testing.Happenings;
import org.junit.jupiter.api.Test;

class ViewingTest {
    private static final Actor MEMBER = Happenings.person("U1");
    private static final Actor BOT = Happenings.botActor("U9", "B9");

    @Test
    void nothingShouldBeReadWhenThereIsNoSuchConversation() {
        assertThat(reading(MEMBER, null)).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(reading(Actor.OPERATOR, null)).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void publicChannelShouldBeReadByEveryoneButGuestsStrangersAndBotsOutside() {
        var outside = new Standing(ChannelKind.PUBLIC, false, Role.MEMBER);
        assertThat(reading(MEMBER, outside)).isNull();
        assertThat(reading(BOT, outside)).isEqualTo(ErrorCode.NOT_IN_CHANNEL);
        assertThat(reading(MEMBER, new Standing(ChannelKind.PUBLIC, false, null)))
                .isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(reading(MEMBER, new Standing(ChannelKind.PUBLIC, false, Role.SINGLE_CHANNEL_GUEST)))
                .isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(reading(Happenings.person("U1", Role.MULTI_CHANNEL_GUEST), outside))
                .isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void conversationShouldBeReadByItsMembersWhateverItIs() {
        for (ChannelKind kind : ChannelKind.values()) {
            assertThat(reading(BOT, new Standing(kind, true, Role.MEMBER))).isNull();
            assertThat(reading(MEMBER, new Standing(kind, true, Role.SINGLE_CHANNEL_GUEST)))
                    .isNull();
            if (kind != ChannelKind.PUBLIC) {
                assertThat(reading(MEMBER, new Standing(kind, false, Role.PRIMARY_OWNER)))
                        .isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
            }
            assertThat(reading(Actor.OPERATOR, new Standing(kind, false, null))).isNull();
        }
    }

    @Test
    void botShouldSeePublicChannelsThatItMayNotRead() {
        Viewing.sight(BOT, new Standing(ChannelKind.PUBLIC, false, Role.MEMBER));
    }

    private static ErrorCode reading(Actor viewer, Standing standing) {
        try {
            Viewing.reader(viewer, standing);
            return null;
        } catch (Rejection e) {
            return e.code();
        }
    }
}
