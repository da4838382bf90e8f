// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.scim2.SCIM2ApiException;
import com.slack.api.scim2.SCIM2Client;
import com.slack.api.scim2.model.Group;
import com.slack.api.scim2.model.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * SCIM over HTTP, in the sequences that Okta's and Microsoft's public documentation describe for their provisioners, and by
 * Slack's SDK.
 */
class ScimIT extends SdkTest {
    private static final Scim OWNER = new Scim(SdkServer.usual().issue("olivia", "admin"));

    @Test
    void oktaShouldBringInChangeAndRemoveAPerson() {
        String name = freshName("okta") + "@acme.test";
        assertThat(OWNER.get("Users?startIndex=1&count=2")
                        .is(200)
                        .body()
                        .path("Resources")
                        .size())
                .isEqualTo(2);
        assertThat(OWNER.filter("Users", "userName eq '" + name + "'")
                        .is(200)
                        .body()
                        .path("totalResults")
                        .asInt())
                .isZero();
        String body = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name
                + "','externalId':'00u1','name':{'givenName':'Grace','familyName':'Hopper'},'displayName':'Grace',"
                + "'emails':[{'primary':true,'value':'" + name + "','type':'work'}],'locale':'en-US','groups':[],"
                + "'password':'1mz050nq','active':true}";
        Scim.Reply created = OWNER.send("POST", "Users", body).is(201);
        assertThat(created.header("Location")).endsWith("/scim/v2/Users/" + created.id());
        assertThat(created.body().toString()).doesNotContain("1mz050nq");
        assertThat(OWNER.send("POST", "Users", body)
                        .is(409)
                        .body()
                        .path("scimType")
                        .asString())
                .isEqualTo("uniqueness");
        Scim.Reply found = OWNER.filter("Users", "userName eq '" + name.toUpperCase(java.util.Locale.ROOT) + "'");
        assertThat(found.body().path("Resources").get(0).path("id").asString()).isEqualTo(created.id());

        OWNER.send("PUT", "Users/" + created.id(), body.replace("Hopper", "Murray"), "If-Match", created.header("ETag"))
                .is(200);
        OWNER.send("PUT", "Users/" + created.id(), body, "If-Match", created.header("ETag"))
                .is(412);
        Scim.Reply after = OWNER.get("Users/" + created.id()).is(200);
        assertThat(after.body().path("name").path("formatted").asString()).isEqualTo("Grace Murray");
        assertThat(OWNER.send("GET", "Users/" + created.id(), null, "If-None-Match", after.header("ETag"))
                        .status())
                .isEqualTo(304);

        OWNER.patch("Users/" + created.id(), "[{'op':'replace','value':{'active':false}}]")
                .is(200);
        OWNER.patch("Users/" + created.id(), "[{'op':'replace','value':{'active':false}}]")
                .is(200);
        assertThat(OWNER.get("Users/" + created.id()).body().path("active").booleanValue())
                .isFalse();
        OWNER.patch("Users/" + created.id(), "[{'op':'replace','value':{'active':true}}]")
                .is(200);
        assertThat(OWNER.send("DELETE", "Users/" + created.id(), null).status()).isEqualTo(204);
        assertThat(OWNER.send("DELETE", "Users/" + created.id(), null).status()).isEqualTo(204);

        String trail = new AuditEntries(created.id()).actions();
        assertThat(trail)
                .contains("user_created", "user_profile_updated", "user_deactivated", "user_reactivated")
                .doesNotContain("Hopper");
    }

    @Test
    void entraShouldTakeOverWhoIsThereAlready() throws Exception {
        String address = "extra03@cast.example";
        JsonNode found =
                OWNER.filter("Users", "userName eq '" + address + "'").is(200).body();
        assertThat(found.path("totalResults").asInt()).isEqualTo(1);
        String id = found.path("Resources").get(0).path("id").asString();
        assertThat(id).isEqualTo(Cast.id("extra03"));
        OWNER.patch(
                        "Users/" + id,
                        "[{'op':'Replace','path':'userName','value':'" + address + "'},"
                                + "{'op':'Add','path':'externalId','value':'e3'},"
                                + "{'op':'Replace','path':'active','value':'True'},"
                                + "{'op':'Add','path':'emails[type eq \\'work\\'].value','value':'e3@cast.example'},"
                                + "{'op':'Add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:"
                                + "department','value':'Sales'},"
                                + "{'op':'Replace','value':{'name.givenName':'Ed','name.familyName':'Three'}}]")
                .is(200);
        JsonNode user = OWNER.filter("Users", "externalId eq 'e3' and active eq true")
                .body()
                .path("Resources")
                .get(0);
        assertThat(user.path("userName").asString()).isEqualTo(address);
        assertThat(user.path("emails").get(0).path("value").asString()).isEqualTo("e3@cast.example");
        assertThat(user.path("name").path("formatted").asString()).isEqualTo("Ed Three");
        var member = ok(as("max").usersInfo(r -> r.user(id))).getUser();
        assertThat(member.getName()).as("the handle stays").isEqualTo("extra03");
        assertThat(member.getRealName()).isEqualTo("Ed Three");
        assertThat(ok(as("max").usersLookupByEmail(r -> r.email("e3@cast.example")))
                        .getUser()
                        .getId())
                .isEqualTo(id);
    }

    @Test
    void deactivatedPersonsTokenShouldEndAtOnce() throws Exception {
        String token = SdkServer.usual().issue("extra04");
        ok(withToken(token).authTest(r -> r));
        OWNER.send("DELETE", "Users/" + Cast.id("extra04"), null);
        refused(withToken(token).authTest(r -> r), "account_inactive");
        OWNER.patch("Users/" + Cast.id("extra04"), "[{'op':'replace','path':'active','value':true}]")
                .is(200);
        ok(withToken(token).authTest(r -> r));
    }

    @Test
    void createsOfTheSameNameAtOnceShouldMakeOne() {
        String name = freshName("race") + "@acme.test";
        List<CompletableFuture<Integer>> all = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> OWNER.send(
                                "POST", "Users", "{'userName':'" + name + "','emails':[{'value':'" + i + name + "'}]}")
                        .status()))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).toList())
                .containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
    }

    @Test
    void groupsShouldBeManaged() {
        String name = freshName("Crew");
        Scim.Reply created = OWNER.send(
                        "POST",
                        "Groups",
                        "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'" + name
                                + "','externalId':'8aa1a0c0','members':[{'value':'" + MAX + "'}]}")
                .is(201);
        String group = "Groups/" + created.id();
        OWNER.send("POST", "Groups", "{'displayName':'" + name.toUpperCase(java.util.Locale.ROOT) + "'}")
                .is(409);
        OWNER.patch(group, "[{'op':'Add','path':'members','value':[{'value':'" + MINA + "'},{'value':'" + MAX + "'}]}]")
                .is(200);
        assertThat(members(OWNER.get(group))).containsExactlyInAnyOrder(MAX, MINA);
        assertThat(OWNER.get("Users/" + MINA).body().path("groups").toString()).contains(created.id());
        JsonNode byMember = OWNER.filter("Groups", "id eq '" + created.id() + "' and members eq '" + MINA + "'")
                .body();
        assertThat(byMember.path("totalResults").asInt()).isEqualTo(1);
        assertThat(OWNER.get(group + "?excludedAttributes=members").body().has("members"))
                .isFalse();
        OWNER.patch(group, "[{'op':'Remove','path':'members','value':[{'value':'" + MAX + "'}]}]")
                .is(200);
        OWNER.patch(group, "[{'op':'replace','value':{'id':'" + created.id() + "','displayName':'" + name + "2'}}]")
                .is(200);
        assertThat(OWNER.filter("Groups", "displayName eq '" + name + "2'")
                        .body()
                        .path("Resources")
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(created.id());
        OWNER.patch(group, "[{'op':'add','path':'members','value':[{'value':'UNOBODY'}]}]")
                .is(400);
        OWNER.patch(group, "[{'op':'add','path':'members','value':[{'value':'" + BOTTY + "'}]}]")
                .is(400);
        assertThat(members(OWNER.get(group))).containsExactly(MINA);
        assertThat(OWNER.send("DELETE", group, null).status()).isEqualTo(204);
        OWNER.send("DELETE", group, null).is(404);
        OWNER.get(group).is(404);
        assertThat(OWNER.get("Users/" + MINA).body().path("groups").toString()).doesNotContain(created.id());
        assertThat(new AuditEntries(created.id()).actions())
                .contains(
                        "usergroup_added_to_team",
                        "user_added_to_usergroup",
                        "user_removed_from_usergroup",
                        "usergroup_updated",
                        "usergroup_removed_from_team");
    }

    @ParameterizedTest
    @CsvSource({
        "adam,  U0OLIVIA000, 403",
        "max,   U0MINA00000, 403",
        "max,   U0NOWHERE00, 403",
        "gary,  U0MINA00000, 403",
        "simon, U0MINA00000, 403",
        "botty, U0MINA00000, 403",
        "dora,  U0MINA00000, 401",
        "adam,  U0NOWHERE00, 404",
        "adam,  U0BOTTY0000, 404",
        "adam,  nonsense, 404",
        "olivia, U0OLIVIA000, 400"
    })
    void deactivatingShouldTakeTheRole(String who, String whom, int status) {
        var scim = new Scim(SdkServer.usual().issue(who, "admin"));
        scim.send("DELETE", "Users/" + whom, null).is(status);
        if (status != 403) return;
        assertThat(new AuditEntries(Cast.id(who)).actions()).contains("hansard.action_refused");
        if (who.equals("adam")) return;
        for (String path : List.of("Users", "Users/" + whom, "Groups", "Groups/S0NOWHERE", "Schemas")) {
            scim.get(path).is(403);
        }
        scim.send("POST", "Users", "{'userName':'x@y.test'}").is(403);
        scim.send("POST", "Groups", "{'displayName':'x'}").is(403);
    }

    @Test
    void tokenShouldNeedTheScope() {
        new Scim(SdkServer.usual().issue("olivia", "users:read")).get("Users").is(403);
        new Scim("").get("Users").is(401);
        assertThat(new Scim("xoxp-none").get("Users").is(401).header("WWW-Authenticate"))
                .startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST Users ",
                "POST Users null",
                "POST Users []",
                "POST Users {'userName':",
                "POST Users {'userName':{'$ne':1}}",
                "POST Users {'userName':'x@y.test','emails':[{'value':{}}]}",
                "POST Groups {}",
                "POST Groups {'displayName':'g','members':[{'value':'S0GROUP','type':'Group'}]}",
                "POST Groups {'displayName':'g','members':[[[]]]}",
                "PATCH Users/U0MAX000000 {'Operations':[{'op':'replace','path':'active','value':'maybe'}]}",
                "PATCH Users/U0MAX000000 {'Operations':[{'op':'replace','path':'emails[[[','value':1}]}",
                "PATCH Users/U0MAX000000 {'Operations':{}}",
                "GET Users?filter=userName+eq 400",
                "GET Users?count=many 400",
                "GET Users?filter=%25+%22 400"
            })
    void hostileRequestShouldBeAnHttp400(String line) {
        String[] parts = line.split(" ", 3);
        OWNER.send(parts[0], parts[1], parts[0].equals("GET") ? null : parts[2]).is(400);
    }

    @Test
    void limitsAndUnknownResourcesShouldHaveTheirStatus() {
        OWNER.send("POST", "Users", "{'userName':'" + "x".repeat(1_100_000) + "'}")
                .is(413);
        OWNER.send("POST", "Users", "{'a':".repeat(3_000) + "1" + "}".repeat(3_000))
                .is(400);
        OWNER.send("POST", "Bulk", "{}").is(501);
        OWNER.send("DELETE", "Users", null).is(405);
        OWNER.get("Secrets").is(404);
        OWNER.get("Users/../Users/" + MAX + "/emails").is(404);
        assertThat(OWNER.get("Users?count=0").body().path("itemsPerPage").asInt())
                .isZero();
        assertThat(OWNER.get("Users?startIndex=99999").body().path("Resources").size())
                .isZero();
        assertThat(OWNER.get("Users/" + MAX + "?attributes=userName,emails.value")
                        .body()
                        .propertyNames())
                .containsExactlyInAnyOrder("schemas", "id", "userName", "emails");
    }

    @Test
    void serviceShouldDescribeItself() {
        assertThat(OWNER.get("ServiceProviderConfig")
                        .body()
                        .path("patch")
                        .path("supported")
                        .booleanValue())
                .isTrue();
        assertThat(OWNER.get("ResourceTypes").body().path("totalResults").asInt())
                .isEqualTo(2);
        assertThat(OWNER.get("ResourceTypes/User").body().path("endpoint").asString())
                .isEqualTo("/Users");
        JsonNode schema = OWNER.get("Schemas/urn:ietf:params:scim:schemas:core:2.0:User")
                .is(200)
                .body();
        assertThat(schema.path("attributes").get(0).path("name").asString()).isEqualTo("userName");
        OWNER.get("Schemas/urn:nothing").is(404);
    }

    @Test
    void slacksOwnClientShouldWorkUnchanged() throws Exception {
        SCIM2Client scim = client();
        assertThat(scim.getServiceProviderConfigs(r -> r).getFilter().getSupported())
                .isTrue();
        var user = new User();
        user.setUserName(freshName("sdk"));
        var name = new User.Name();
        name.setGivenName("Sid");
        name.setFamilyName("Key");
        user.setName(name);
        var email = new User.Email();
        email.setValue(user.getUserName() + "@acme.test");
        user.setEmails(List.of(email));
        String id = scim.createUser(r -> r.user(user)).getId();
        assertThat(scim.readUser(r -> r.id(id)).getUserName()).isEqualTo(user.getUserName());
        assertThat(scim.searchUsers(r -> r.filter("userName eq \"" + user.getUserName() + "\"")
                                .count(10))
                        .getResources())
                .extracting(User::getId)
                .containsExactly(id);
        var group = new Group();
        group.setDisplayName(freshName("sdk"));
        var member = new Group.Member();
        member.setValue(id);
        group.setMembers(List.of(member));
        String groupId = scim.createGroup(r -> r.group(group)).getId();
        assertThat(scim.readGroup(r -> r.id(groupId)).getMembers())
                .extracting(Group.Member::getValue)
                .containsExactly(id);
        scim.deleteGroup(r -> r.id(groupId));
        scim.deleteUser(r -> r.id(id));
        assertThat(scim.readUser(r -> r.id(id)).getActive()).isFalse();
        var refused = catchThrowableOfType(SCIM2ApiException.class, () -> scim.readUser(r -> r.id("UNOBODY")));
        assertThat(refused.getResponse().code()).isEqualTo(404);
        assertThat(refused.getError().getStatus()).isEqualTo(404);
    }

    private static SCIM2Client client() {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(SdkServer.usual().apiUrl());
        config.setScim2EndpointUrlPrefix(
                SdkServer.usual().url().resolve("/scim/v2/").toString());
        return Slack.getInstance(config).scim2(OWNER.token());
    }

    private static List<String> members(Scim.Reply group) {
        return StreamSupport.stream(group.is(200).body().path("members").spliterator(), false)
                .map(member -> member.path("value").asString())
                .toList();
    }

    /** What the trail tells of somebody or something. */
    private record AuditEntries(String id) {
        String actions() {
            var config = new SlackConfig();
            config.setMethodsEndpointUrlPrefix(SdkServer.usual().apiUrl());
            config.setAuditEndpointUrlPrefix(
                    SdkServer.usual().url().resolve("/audit/v1/").toString());
            var audit = Slack.getInstance(config).audit(SdkServer.usual().issue("olivia", "auditlogs:read"));
            try {
                return audit.getLogs(r -> r.entity(id).limit(200)).toString()
                        + audit.getLogs(r -> r.actor(id).limit(200));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
