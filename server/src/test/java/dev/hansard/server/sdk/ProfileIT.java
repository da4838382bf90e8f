// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.User;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code users.profile.get} and {@code users.profile.set}. */
class ProfileIT extends SdkTest {
    private static final String EVE = Cast.id("extra02");

    private final MethodsClient eve = as("extra02");

    @Test
    void setShouldChangeWhatItNames() throws Exception {
        long end = Instant.now().getEpochSecond() + 3600;
        var wanted = new User.Profile();
        wanted.setStatusText("at lunch");
        wanted.setStatusEmoji(":pizza:");
        wanted.setStatusExpiration(end);
        wanted.setDisplayName("Evie");
        wanted.setTitle("Engineer");
        wanted.setPhone("+1 555 0100");

        var answer = ok(eve.usersProfileSet(r -> r.profile(wanted)));

        assertThat(answer.getUsername()).isEqualTo("extra02");
        User.Profile shown = ok(as("max").usersProfileGet(r -> r.user(EVE))).getProfile();
        assertThat(shown).isEqualTo(answer.getProfile());
        assertThat(shown.getStatusText()).isEqualTo("at lunch");
        assertThat(shown.getStatusEmoji()).isEqualTo(":pizza:");
        assertThat(shown.getStatusExpiration()).isEqualTo(end);
        assertThat(shown.getDisplayName()).isEqualTo("Evie");
        assertThat(shown.getTitle()).isEqualTo("Engineer");
        assertThat(shown.getPhone()).isEqualTo("+1 555 0100");
        assertThat(shown.getRealName()).as("was not named").isEqualTo("Extra 2");
        assertThat(ok(eve.usersInfo(r -> r.user(EVE))).getUser().getProfile().getStatusText())
                .isEqualTo("at lunch");
    }

    @Test
    void setShouldTakeOneNameAndValue() throws Exception {
        MethodsClient client = as("extra03");

        ok(client.usersProfileSet(r -> r.name("real_name").value("Extra the Third")));
        ok(client.usersProfileSet(r -> r.name("Xf0HOBBY").value("chess")));

        User.Profile profile = ok(client.usersProfileGet(r -> r)).getProfile();
        assertThat(profile.getRealName()).isEqualTo("Extra the Third");
        assertThat(profile.getLastName()).isEqualTo("the Third");
        assertThat(profile.getFields()).containsOnlyKeys("Xf0HOBBY");
        assertThat(profile.getFields().get("Xf0HOBBY").getValue()).isEqualTo("chess");
        var emptied = new User.Profile();
        emptied.setFields(Map.of("Xf0HOBBY", new User.Profile.Field()));
        ok(client.usersProfileSet(r -> r.profile(emptied)));
        assertThat(ok(client.usersProfileGet(r -> r)).getProfile().getFields()).isNullOrEmpty();
    }

    @Test
    void statusShouldBeGoneWhenItHasExpired() throws Exception {
        MethodsClient client = as("extra04");
        var brief = new User.Profile();
        brief.setStatusText("back in a second");
        brief.setStatusExpiration(Instant.now().getEpochSecond() + 1);
        ok(client.usersProfileSet(r -> r.profile(brief)));

        Thread.sleep(2100);

        assertThat(ok(client.usersProfileGet(r -> r)).getProfile().getStatusText())
                .isEmpty();
    }

    @Test
    void administratorsShouldEditOthers() throws Exception {
        String user = Cast.id("extra05");
        var wanted = new User.Profile();
        wanted.setTitle("Promoted");
        wanted.setEmail("fifth@cast.example");

        ok(as("adam").usersProfileSet(r -> r.user(user).profile(wanted)));

        User.Profile shown = ok(as("max").usersProfileGet(r -> r.user(user))).getProfile();
        assertThat(shown.getTitle()).isEqualTo("Promoted");
        assertThat(shown.getEmail()).isEqualTo("fifth@cast.example");
        assertThat(ok(as("max").usersLookupByEmail(r -> r.email("fifth@cast.example")))
                        .getUser()
                        .getId())
                .isEqualTo(user);
        refused(as("max").usersLookupByEmail(r -> r.email("extra05@cast.example")), "users_not_found");
    }

    @Test
    void setShouldBeRefused() throws Exception {
        var long101 = new User.Profile();
        long101.setStatusText("x".repeat(101));
        var title = new User.Profile();
        title.setTitle("x");
        var taken = new User.Profile();
        taken.setEmail("mina@demo.example");

        refused(eve.usersProfileSet(r -> r), "invalid_profile");
        refused(eve.usersProfileSet(r -> r.profile(long101)), "too_long");
        refused(eve.usersProfileSet(r -> r.name("real_name").value("")), "invalid_profile");
        refused(eve.usersProfileSet(r -> r.user(MAX).profile(title)), "not_admin");
        refused(as("adam").usersProfileSet(r -> r.user(OLIVIA).profile(title)), "cannot_update_admin_user");
        refused(as("adam").usersProfileSet(r -> r.user(EVE).profile(taken)), "email_taken");
        refused(eve.usersProfileGet(r -> r.user("U0NOBODY000")), "user_not_found");
    }
}
