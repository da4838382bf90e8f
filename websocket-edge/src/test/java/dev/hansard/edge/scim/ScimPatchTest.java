// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import static dev.hansard.edge.scim.ScimFilterTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Patches as the RFC has them and as Okta and Entra ID send them, after their public documentation. */
class ScimPatchTest {
    private final ObjectNode ada = json("""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada","title":"Countess","active":true,
             "name":{"givenName":"Ada","familyName":"Lovelace"},
             "emails":[{"value":"ada@acme.test","type":"work","primary":true}],
             "members":[{"value":"U7","display":"seven"},{"value":"U8","display":"eight"}]}""");

    @Test
    void valueWithoutPathShouldBeSetAttributeByAttribute() {
        patch("[{'op':'replace','value':{'active':false,'title':'Duchess','name':{'familyName':'King'}}}]");
        assertThat(ScimJson.flag(ada, "active")).isFalse();
        assertThat(ada.path("title").asString()).isEqualTo("Duchess");
        assertThat(ada.path("name").toString()).isEqualTo("{\"givenName\":\"Ada\",\"familyName\":\"King\"}");
    }

    @Test
    void entraShouldBeUnderstood() {
        patch("[{'op':'Replace','path':'active','value':'False'},"
                + "{'op':'Add','path':'emails[type eq ~work~].value','value':'a@x.test'},"
                + "{'op':'Replace','path':'phoneNumbers[type eq ~mobile~].value','value':'1'},"
                + "{'op':'Add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',"
                + "'value':'R&D'},"
                + "{'op':'Replace','value':{'name.givenName':'Augusta','displayName':'Ada'}}]");
        assertThat(ScimJson.flag(ada, "active")).isFalse();
        assertThat(ScimJson.primary(ada, "emails")).isEqualTo("a@x.test");
        assertThat(ada.path("emails").size()).isEqualTo(1);
        assertThat(ScimJson.primary(ada, "phoneNumbers")).isEqualTo("1");
        assertThat(ada.path(ScimJson.ENTERPRISE).path("department").asString()).isEqualTo("R&D");
        assertThat(ada.path("name").path("givenName").asString()).isEqualTo("Augusta");
        assertThat(ada.path("displayName").asString()).isEqualTo("Ada");
    }

    @Test
    void extensionShouldBeSetAsAWhole() {
        patch("[{'op':'add','value':{'" + ScimJson.ENTERPRISE + "':{'department':'Sales'}}}]");
        assertThat(ada.path(ScimJson.ENTERPRISE).path("department").asString()).isEqualTo("Sales");
    }

    @Test
    void membersShouldComeAndGoInEveryForm() {
        patch("[{'op':'add','path':'members','value':[{'value':'U8'},{'value':'U9'}]}]");
        assertThat(members()).containsExactlyInAnyOrder("U7", "U8", "U9");
        patch("[{'op':'remove','path':'members[value eq ~U7~]'}]");
        assertThat(members()).containsExactlyInAnyOrder("U8", "U9");
        patch("[{'op':'Remove','path':'members','value':[{'value':'U8'}]}]");
        assertThat(members()).containsExactly("U9");
        patch("[{'op':'replace','path':'members','value':[{'value':'U1'},{'value':'U2'}]}]");
        assertThat(members()).containsExactlyInAnyOrder("U1", "U2");
        patch("[{'op':'add','value':{'members':[{'value':'U3'}]}}]");
        assertThat(members()).containsExactlyInAnyOrder("U1", "U2", "U3");
        patch("[{'op':'remove','path':'members'}]");
        assertThat(members()).isEmpty();
    }

    @Test
    void removedAndNullAttributesShouldBeGone() {
        patch("[{'op':'remove','path':'title'},{'op':'replace','path':'name.familyName','value':null}]");
        assertThat(ScimJson.text(ada, "title")).isNull();
        assertThat(ada.path("name").has("familyName")).isFalse();
        patch("[{'op':'remove','path':'nickName'}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'op':'remove'}]",
                "[{'op':'move','path':'title','value':'x'}]",
                "[{'path':'title','value':'x'}]",
                "[{'op':'replace','path':'title'}]",
                "[{'op':'replace','path':'emails[','value':'x'}]",
                "[{'op':'replace','path':'emails[type is work]','value':'x'}]",
                "[{'op':'replace','path':'title..x','value':'x'}]",
                "[{'op':'replace','value':'x'}]",
                "['x']",
                "{'op':'add'}",
                "null"
            })
    void nonsenseShouldBeRefused(String operations) {
        assertThatThrownBy(() -> patch(operations))
                .isInstanceOfSatisfying(
                        ScimRefusal.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    private Iterable<String> members() {
        return GroupResource.members(ada).stream().map(Object::toString).toList();
    }

    private void patch(String operations) {
        String quoted = operations.replace('\'', '"').replace("~", "\\\"");
        ScimPatch.apply(json("{\"Operations\":" + quoted + "}"), ada);
    }
}
