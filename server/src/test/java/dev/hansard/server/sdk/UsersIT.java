// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.User;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** {@code users.list}, {@code users.info} and {@code users.lookupByEmail}. */
class UsersIT extends SdkTest {
    private final MethodsClient max = as("max");

    @Test
    void infoShouldTellAllAboutAPerson() throws Exception {
        User olivia = ok(max.usersInfo(r -> r.user(OLIVIA).includeLocale(true))).getUser();

        assertThat(olivia.getId()).isEqualTo(OLIVIA);
        assertThat(olivia.getTeamId()).isEqualTo(TEAM);
        assertThat(olivia.getName()).isEqualTo("olivia");
        assertThat(olivia.getRealName()).isEqualTo("Olivia Owner");
        assertThat(olivia.isOwner()).isTrue();
        assertThat(olivia.isPrimaryOwner()).isTrue();
        assertThat(olivia.isAdmin()).isTrue();
        assertThat(olivia.isRestricted()).isFalse();
        assertThat(olivia.isBot()).isFalse();
        assertThat(olivia.isDeleted()).isFalse();
        assertThat(olivia.getTz()).isNotBlank();
        assertThat(olivia.getTzLabel()).isNotBlank();
        assertThat(olivia.getTzOffset()).isNotNull();
        assertThat(olivia.getColor()).matches("[0-9a-f]{6}");
        assertThat(olivia.getUpdated()).isPositive();
        assertThat(olivia.getLocale()).isEqualTo("en-US");
        assertThat(olivia.getProfile().getRealName()).isEqualTo("Olivia Owner");
        assertThat(olivia.getProfile().getFirstName()).isEqualTo("Olivia");
        assertThat(olivia.getProfile().getLastName()).isEqualTo("Owner");
        assertThat(olivia.getProfile().getEmail()).isEqualTo("olivia@demo.example");
        assertThat(olivia.getProfile().getTeam()).isEqualTo(TEAM);
        refused(max.usersInfo(r -> r.user("U0NOBODY000")), "user_not_found");
        refused(max.usersInfo(r -> r.user("nonsense")), "user_not_found");
    }

    @Test
    void infoShouldTellBotsAdministratorsAndTheDepartedApart() throws Exception {
        User botty = ok(max.usersInfo(r -> r.user(BOTTY))).getUser();
        User adam = ok(max.usersInfo(r -> r.user(Cast.id("adam")))).getUser();
        User dora = ok(max.usersInfo(r -> r.user(Cast.id("dora")))).getUser();

        assertThat(botty.isBot()).isTrue();
        assertThat(botty.getProfile().getBotId()).isEqualTo("B0BOTTY0000");
        assertThat(adam.isAdmin()).isTrue();
        assertThat(adam.isOwner()).isFalse();
        assertThat(dora.isDeleted()).isTrue();
    }

    @Test
    void listShouldComeInPages() throws Exception {
        var seen = new ArrayList<String>();
        String cursor = null;
        int pages = 0;
        do {
            String from = cursor;
            var page = ok(max.usersList(r -> r.limit(6).cursor(from)));
            assertThat(page.getMembers()).hasSizeLessThanOrEqualTo(6);
            assertThat(page.getCacheTs()).isNotBlank();
            page.getMembers().forEach(user -> seen.add(user.getName()));
            cursor = page.getResponseMetadata().getNextCursor();
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isGreaterThan(2);
        assertThat(seen)
                .doesNotHaveDuplicates()
                .contains("olivia", "max", "mina", "botty", "adam", "gary", "simon", "dora", "extra01", "extra12");
        assertThat(ok(max.usersList(r -> r)).getMembers())
                .as("all at once")
                .extracting(User::getName)
                .containsExactlyInAnyOrderElementsOf(seen);
        refused(max.usersList(r -> r.cursor("nonsense")), "invalid_cursor");
        refused(max.usersList(r -> r.limit(-1)), "invalid_limit");
    }

    @Test
    void lookupShouldFindAPersonByItsAddress() throws Exception {
        assertThat(ok(max.usersLookupByEmail(r -> r.email("mina@demo.example")))
                        .getUser()
                        .getId())
                .isEqualTo(MINA);
        assertThat(ok(max.usersLookupByEmail(r -> r.email("Adam@Cast.example")))
                        .getUser()
                        .getName())
                .isEqualTo("adam");
        refused(max.usersLookupByEmail(r -> r.email("nobody@demo.example")), "users_not_found");
        refused(max.usersLookupByEmail(r -> r.email("dora@cast.example")), "users_not_found");
    }
}
