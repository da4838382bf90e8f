// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.CaseEvents.CaseClosed;
import dev.hansard.api.CaseEvents.CaseOpened;
import dev.hansard.api.CaseEvents.CaseRoleGranted;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseRole;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CasesTest {
    private static final CaseKey KEY = new CaseKey(new WorkspaceId("T1"));

    private final CaseFold fold = new CaseFold();
    private long sequence;

    @ParameterizedTest
    @CsvSource({
        "UINA,    MEMBER,        true,  false, true,  true,  true",
        "URITA,   MEMBER,        true,  false, false, false, true",
        "UAUDREY, MEMBER,        true,  false, false, false, false",
        "UOTHER,  MEMBER,        false, false, false, false, false",
        "UOTHER,  ADMIN,         false, false, false, false, false",
        "UOTHER,  OWNER,         true,  true,  true,  false, false",
        "UOTHER,  PRIMARY_OWNER, true,  true,  true,  false, false",
        "USLACKBOT, MEMBER,      true,  true,  true,  true,  true",
    })
    void roleShouldAllowThis(
            String user, Role role, boolean see, boolean manage, boolean hold, boolean investigate, boolean read) {
        open();
        Cases cases = fold.cases();
        var actor = new Actor(new UserId(user), role, null, Actor.FIRST_PARTY_APP);
        var allowed = new boolean[] {see, manage, hold, investigate, read};
        for (Right right : Right.values()) {
            boolean may = allowed[right.ordinal()];
            assertThat(may(cases, "M1", actor, right)).as("%s", right).isEqualTo(may ? "yes" : "not_authorized");
        }
    }

    /** Whoever has no right in a case is told the same of one that there is not. */
    @Test
    void refusalShouldNotTellWhetherThereIsACase() {
        open();
        var other = new Actor(new UserId("UOTHER"), Role.ADMIN, null, Actor.FIRST_PARTY_APP);
        for (Right right : Right.values()) {
            assertThat(may(fold.cases(), "M2", other, right)).isEqualTo(may(fold.cases(), "M1", other, right));
        }
    }

    @Test
    void botShouldHaveNoRoleWhoeverItSpeaksFor() {
        open();
        var bot = new Actor(new UserId("UINA"), Role.OWNER, "B1", "A1");
        for (Right right : Right.values())
            assertThat(may(fold.cases(), "M1", bot, right)).isEqualTo("not_authorized");
        assertThat(fold.cases().isInvestigator(bot)).isFalse();
    }

    @Test
    void closedCaseShouldLeaveItsAuditor() {
        open();
        fold.on(new CaseClosed(KEY, "M1", new UserId("UOTHER"), null), sequence++, Instant.EPOCH);
        Cases cases = fold.cases();
        var ina = new Actor(new UserId("UINA"), Role.MEMBER, null, Actor.FIRST_PARTY_APP);
        var audrey = new Actor(new UserId("UAUDREY"), Role.MEMBER, null, Actor.FIRST_PARTY_APP);
        assertThat(may(cases, "M1", ina, Right.READ)).isEqualTo("case_closed");
        assertThat(cases.isInvestigator(ina)).isFalse();
        assertThat(cases.isAuditor(audrey)).isTrue();
    }

    @Test
    void whatWasWrittenShouldBeGoneOnceItWasErased() {
        fold.on(new CaseOpened(KEY, "M1", new UserId("UOTHER"), null), sequence++, Instant.EPOCH);
        assertThat(fold.cases().files().get("M1").name()).isNull();
    }

    @Test
    void twoShouldBeNeededByDefault() {
        var none = new Binder(new MapConfigurationPropertySource());
        assertThat(none.bindOrCreate("hansard.cases", CaseSettings.class)).isEqualTo(new CaseSettings(true));
    }

    private void open() {
        fold.on(new CaseOpened(KEY, "M1", new UserId("UOTHER"), null), sequence++, Instant.EPOCH);
        grant("UINA", CaseRole.INVESTIGATOR);
        grant("URITA", CaseRole.REVIEWER);
        grant("UAUDREY", CaseRole.AUDITOR);
    }

    private void grant(String user, CaseRole role) {
        var event = new CaseRoleGranted(KEY, "M1", new UserId(user), role, new UserId("UOTHER"), null);
        fold.on(event, sequence++, Instant.EPOCH);
    }

    private static String may(Cases cases, String id, Actor actor, Right right) {
        try {
            cases.require(id, actor, right);
            return "yes";
        } catch (dev.hansard.api.Rejection e) {
            return e.code().wire();
        }
    }
}
