// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import static dev.hansard.edge.scim.ScimFilterTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.ProvisioningViews.Account;
import dev.hansard.api.ProvisioningViews.GroupName;
import dev.hansard.api.Role;
import dev.hansard.api.Views.PersonView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** From what is sent to what is asked for, and back. */
class AccountWishTest {
    private static final String BASE = "http://h/scim/v2";

    @Test
    void whatWasSentShouldComeBack() {
        AccountWish wish = AccountWish.read(json("""
                {"userName":"Ada@acme.test","externalId":"00u1","displayName":"Ada","title":"Countess",
                 "name":{"givenName":"Ada Augusta","familyName":"King"},"timezone":"Europe/London","active":"True",
                 "emails":[{"value":"home@x.test","type":"home"},{"value":"ada@acme.test","type":"work","primary":"True"}],
                 "phoneNumbers":[{"value":"+44 1","type":"mobile"}],"roles":[{"value":"Admin"}],"password":"secret",
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                   {"department":"Engines","manager":{"value":"U9","displayName":"Babbage"},"shoeSize":"38"}}"""), null, true);
        assertThat(wish.role()).isEqualTo(Role.ADMIN);
        assertThat(wish.active()).isTrue();
        assertThat(wish.profile().realName()).isEqualTo("Ada Augusta King");
        assertThat(wish.profile().toString()).doesNotContain("secret").doesNotContain("shoeSize");

        ObjectNode resource = new AccountResource(BASE).of(account(wish.profile(), true));
        assertThat(resource.path("userName").asString()).isEqualTo("Ada@acme.test");
        assertThat(resource.path("externalId").asString()).isEqualTo("00u1");
        assertThat(resource.path("nickName").asString()).isEqualTo("ada");
        assertThat(resource.path("name").path("givenName").asString()).isEqualTo("Ada Augusta");
        assertThat(resource.path("name").path("familyName").asString()).isEqualTo("King");
        assertThat(resource.path("emails").toString())
                .isEqualTo("[{\"value\":\"ada@acme.test\",\"type\":\"work\",\"primary\":true}]");
        assertThat(resource.path("timezone").asString()).isEqualTo("Europe/London");
        assertThat(resource.path("groups").get(0).path("$ref").asString()).isEqualTo(BASE + "/Groups/S1");
        assertThat(resource.path(ScimJson.ENTERPRISE)
                        .path("manager")
                        .path("displayName")
                        .asString())
                .isEqualTo("Babbage");
        assertThat(Meta.version(resource)).startsWith("W/\"");
        assertThat(Meta.named("\"x\", " + Meta.version(resource), Meta.version(resource)))
                .isTrue();

        AccountWish same = AccountWish.read(resource, account(wish.profile(), true), true);
        assertThat(same.profile()).isEqualTo(wish.profile());
    }

    @Test
    void nameThatChangedElsewhereShouldHaveItsOwnParts() {
        Profile profile = AccountWish.read(
                        json("{\"userName\":\"a@x.test\",\"name\":{\"givenName\":\"A B\",\"familyName\":\"C\"}}"),
                        null,
                        true)
                .profile();
        assertThat(profile.email()).isEqualTo("a@x.test");
        var renamed =
                new Profile("Zoe May Dee", "z", "a@x.test", "", "", "", "", 0, "UTC", null, profile.provisioned());
        ObjectNode resource = new AccountResource(BASE).of(account(renamed, true));
        assertThat(resource.path("name").path("givenName").asString()).isEqualTo("Zoe");
        assertThat(resource.path("name").path("familyName").asString()).isEqualTo("May Dee");
        ScimPatch.apply(
                json("{\"Operations\":[{\"op\":\"replace\",\"path\":\"name.formatted\",\"value\":\"Zed\"}]}"),
                resource);
        assertThat(AccountWish.read(resource, account(renamed, true), false)
                        .profile()
                        .realName())
                .isEqualTo("Zed");
    }

    @Test
    void whatIsNotNamedShouldStay() {
        var old = Profile.named("Ann B").withEmail("ann@acme.test");
        Account before = account(old, false);
        AccountWish put = AccountWish.read(json("{\"userName\":\"ann@acme.test\"}"), before, true);
        assertThat(put.userName()).isEqualTo("ann@acme.test");
        assertThat(put.profile().email()).isEqualTo("ann@acme.test");
        assertThat(put.profile().realName()).isEqualTo("Ann B");
        assertThat(put.role()).isEqualTo(Role.MEMBER);
        assertThat(put.active()).isTrue();
        ObjectNode resource = new AccountResource(BASE).of(before);
        assertThat(resource.path("userName").asString()).isEqualTo("ada");
        AccountWish patched = AccountWish.read(resource, before, false);
        assertThat(patched.userName()).as("nobody took it over").isNull();
    }

    @Test
    void unmanagedAccountShouldBeFoundByHandleAndAddress() {
        Account account = account(Profile.named("Ann").withEmail("ann@acme.test"), false);
        ObjectNode comparable = AccountResource.comparable(account, new AccountResource(BASE).of(account));
        for (String name : List.of("ada", "ANN@acme.test")) {
            assertThat(java.util.Objects.requireNonNull(ScimFilter.parse("userName eq \"" + name + "\""))
                            .matches(comparable))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'userName':''}",
                "{'userName':7}",
                "{'userName':'ada'}",
                "{'userName':'a@b','active':'yes'}",
                "{'userName':'a@b','active':{}}",
                "{'userName':'a@b','emails':'x'}",
                "{'userName':'a@b','emails':[{'value':'nobody'}]}",
                "{'userName':'a@b','emails':[[]]}",
                "{'userName':'a@b','roles':[{'value':'god'}]}",
                "{'userName':'a@b','timezone':'Mars/Olympus'}",
                "{'userName':'a@b','name':'Ada'}",
                "{'userName':'a@b','title':['x']}",
                "{'userName':'a\u0000b@x'}"
            })
    void nonsenseShouldBeRefused(String sent) {
        assertThatThrownBy(() -> AccountWish.read(json(sent.replace('\'', '"').replace("\0", "\\u0000")), null, true))
                .isInstanceOfSatisfying(ScimRefusal.class, e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.body().path("status").asString()).isEqualTo("400");
                });
    }

    @Test
    void tooLongTextsShouldBeRefused() {
        String sent = "{\"userName\":\"a@b\",\"title\":\"" + "x".repeat(256) + "\"}";
        assertThatThrownBy(() -> AccountWish.read(json(sent), null, true)).isInstanceOf(ScimRefusal.class);
    }

    private static Account account(Profile profile, boolean linked) {
        var person = new PersonView(
                PersonKey.of("T1", "U1"), "ada", Role.MEMBER, false, null, profile, 1_700_000_000, 0, false);
        return new Account(person, 1_600_000_000, linked, List.of(new GroupName("S1", "Crew")));
    }
}
