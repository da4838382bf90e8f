// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ScimFilterTest {
    private static final ObjectNode ADA = json("""
            {"id":"U1","userName":"ada@acme.test","title":"Countess","active":true,"externalId":"00u1",
             "name":{"givenName":"Ada","familyName":"Lovelace"},
             "emails":[{"value":"ada@acme.test","type":"work","primary":true}],
             "members":[{"value":"U7"},{"value":"U8"}],
             "meta":{"lastModified":"2026-11-22T04:00:00Z"}}""");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"Ada@ACME.test\"",
                "USERNAME Eq \"ada@acme.test\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"ada@acme.test\"",
                "emails eq \"ada@acme.test\"",
                "email eq \"ada@acme.test\"",
                "emails.value ew \"@acme.test\"",
                "emails[type eq \"work\" and value co \"ada\"]",
                "members eq \"U8\"",
                "active eq true",
                "active eq true and title sw \"Count\"",
                "title eq \"Duke\" or (title pr and not (title eq \"Earl\"))",
                "name.familyName co \"lace\"",
                "title ne \"Duke\"",
                "not (externalId eq \"x\")",
                "meta.lastModified gt \"2026-11-22T03:00:00Z\""
            })
    void filterShouldMatch(String text) {
        assertThat(filter(text).matches(ADA)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"bob\"",
                "emails[type eq \"home\"]",
                "active eq false",
                "nickName pr",
                "title eq \"Duke\" or title eq \"Earl\" and active eq true",
                "members eq \"U9\""
            })
    void filterShouldNotMatch(String text) {
        assertThat(filter(text).matches(ADA)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "userName eq",
                "userName eq ada",
                "userName is \"ada\"",
                "(userName eq \"ada\"",
                "userName eq \"ada\")",
                "userName eq \"ada\" and",
                "and userName eq \"ada\"",
                "emails[type eq \"work\"",
                "userName eq \"ada",
                "not userName eq \"ada\"",
                "';--",
                "userName eq {\"a\":1}"
            })
    void nonsenseShouldBeRefused(String text) {
        assertThatThrownBy(() -> filter(text)).isInstanceOfSatisfying(ScimRefusal.class, e -> {
            assertThat(e.status()).isEqualTo(400);
            assertThat(e.body().path("scimType").asString()).isEqualTo("invalidFilter");
        });
    }

    @Test
    void deepAndLongFiltersShouldBeRefusedOrAnswered() {
        String deep = "not (".repeat(300) + "active eq true" + ")".repeat(300);
        assertThat(filter(deep).matches(ADA)).isTrue();
        assertThatThrownBy(() -> filter("(".repeat(100_000))).isInstanceOf(ScimRefusal.class);
        assertThatThrownBy(() -> filter("(".repeat(1_999))).isInstanceOf(ScimRefusal.class);
    }

    @Test
    void indexShouldBeUsedOnlyForWhatMustHold() {
        assertThat(filter("active eq true and userName eq \"Ada\"").mustEqual("userName"))
                .isEqualTo("Ada");
        assertThat(filter("emails[type eq \"work\" and value eq \"a@b\"]").mustEqual("emails.value"))
                .isEqualTo("a@b");
        assertThat(filter("userName eq \"Ada\" or active eq true").mustEqual("userName"))
                .isNull();
        assertThat(filter("not (userName eq \"Ada\")").mustEqual("userName")).isNull();
        assertThat(filter("userName sw \"Ada\"").mustEqual("userName")).isNull();
    }

    private static ScimFilter filter(String text) {
        return Objects.requireNonNull(ScimFilter.parse(text));
    }

    static ObjectNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
