// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.Views.PersonView;
import dev.hansard.edge.api.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryJsonTest {

    private final UserJson users = new UserJson(Samples.CLOCK);
    private final ConversationJson conversations =
            new ConversationJson(key -> Samples.person(key.user(), key.user().equals(Samples.ANN) ? "ann" : "bob"));

    private static PersonView person(Role role, boolean deactivated, long statusExpiration) {
        var profile = new Profile(
                "Ann Lee Smith",
                "ann",
                "ann@example.org",
                "",
                "",
                "busy",
                ":bee:",
                statusExpiration,
                "Europe/Berlin",
                "{\"Xf1\":{\"value\":\"v\",\"alt\":\"\"}}");
        return new PersonView(
                new PersonKey(Samples.TEAM, Samples.ANN),
                "ann",
                role,
                deactivated,
                null,
                profile,
                1_700_000_000,
                0,
                false);
    }

    @Test
    void userShouldCarryNamesZoneAndProfile() {
        var user = users.user(person(Role.MEMBER, false, 0), false);
        assertThat(user.get("tz_offset").asInt()).isEqualTo(3_600);
        assertThat(user.get("tz_label").asString()).isEqualTo("Central European Time");
        var profile = user.get("profile");
        assertThat(profile.get("first_name").asString()).isEqualTo("Ann");
        assertThat(profile.get("last_name").asString()).isEqualTo("Lee Smith");
        assertThat(profile.get("fields").get("Xf1").get("value").asString()).isEqualTo("v");
        assertThat(profile.get("status_text").asString()).isEqualTo("busy");
    }

    @Test
    void emailShouldBeShownOnlyToThoseWhoMayReadIt() {
        assertThat(users.user(person(Role.MEMBER, false, 0), false).toString()).doesNotContain("example.org");
        assertThat(users.user(person(Role.MEMBER, false, 0), true)
                        .get("profile")
                        .get("email")
                        .asString())
                .isEqualTo("ann@example.org");
    }

    @Test
    void statusShouldEndByItself() {
        long now = Samples.NOW.getEpochSecond();
        assertThat(users.profile(person(Role.MEMBER, false, now), false)
                        .get("status_text")
                        .asString())
                .isEmpty();
        assertThat(users.profile(person(Role.MEMBER, false, now + 1), false)
                        .get("status_text")
                        .asString())
                .isEqualTo("busy");
    }

    @ParameterizedTest
    @CsvSource({
        "PRIMARY_OWNER,true,true,true,false,false",
        "OWNER,true,true,false,false,false",
        "ADMIN,true,false,false,false,false",
        "MEMBER,false,false,false,false,false",
        "MULTI_CHANNEL_GUEST,false,false,false,true,false",
        "SINGLE_CHANNEL_GUEST,false,false,false,true,true"
    })
    void rolesShouldBeFlags(
            Role role, boolean admin, boolean owner, boolean primary, boolean restricted, boolean ultra) {
        var user = users.user(person(role, false, 0), false);
        assertThat(user.get("is_admin").asBoolean()).isEqualTo(admin);
        assertThat(user.get("is_owner").asBoolean()).isEqualTo(owner);
        assertThat(user.get("is_primary_owner").asBoolean()).isEqualTo(primary);
        assertThat(user.get("is_restricted").asBoolean()).isEqualTo(restricted);
        assertThat(user.get("is_ultra_restricted").asBoolean()).isEqualTo(ultra);
    }

    @Test
    void deactivatedOwnerShouldBeDeletedAndNoOwner() {
        var user = users.user(person(Role.OWNER, true, 0), false);
        assertThat(user.get("deleted").asBoolean()).isTrue();
        assertThat(user.get("is_owner").asBoolean()).isFalse();
    }

    @Test
    void botUserShouldCarryItsBot() {
        var user = users.user(Samples.person(Samples.ROBOT, "robot"), false);
        assertThat(user.get("is_bot").asBoolean()).isTrue();
        assertThat(user.get("profile").get("bot_id").asString()).isEqualTo("B1");
        assertThat(user.get("profile").get("api_app_id").asString()).isEqualTo("A1ROBOT");
    }

    @Test
    void channelShouldCarryItsSettings() {
        var channel = conversations.conversation(Samples.channel(Samples.GENERAL, ChannelKind.PRIVATE), Samples.ANN);
        assertThat(channel.get("name").asString()).isEqualTo("general");
        assertThat(channel.get("is_channel").asBoolean()).isTrue();
        assertThat(channel.get("is_private").asBoolean()).isTrue();
        assertThat(channel.get("purpose").toString())
                .isEqualTo("{\"value\":\"talk\",\"creator\":\"U1ANN\",\"last_set\":1700000000}");
        assertThat(channel.get("topic").get("creator").asString()).isEmpty();
        assertThat(channel.get("updated").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(channel.get("num_members").asInt()).isEqualTo(2);
    }

    @Test
    void directMessageShouldShowTheOtherHalf() {
        var view = Samples.channel(Samples.DIRECT, ChannelKind.IM);
        assertThat(conversations.conversation(view, Samples.ANN).get("user").asString())
                .isEqualTo("U2BOB");
        assertThat(conversations.conversation(view, Samples.BOB).get("user").asString())
                .isEqualTo("U1ANN");
        assertThat(conversations.conversation(view, Samples.ANN).has("name")).isFalse();
    }

    @Test
    void groupDirectMessageShouldBeNamedAfterItsPeople() {
        var view = Samples.channel(ChannelKey.of("T1", "G1"), ChannelKind.MPIM);
        var group = conversations.conversation(view, Samples.ANN);
        assertThat(group.get("name").asString()).isEqualTo("mpdm-ann--bob-1");
        assertThat(group.get("is_mpim").asBoolean()).isTrue();
        assertThat(group.get("is_private").asBoolean()).isTrue();
    }
}
