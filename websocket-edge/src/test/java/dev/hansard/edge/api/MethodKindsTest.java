// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.overload.Work;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MethodKindsTest {

    /** Whoever adds a method says here whether it changes something: a change is never shed, and heeds Idempotency-Key. */
    @Test
    void changesShouldBeKnown() {
        try (var server = new DoorServer(Samples.limits())) {
            var changes = new TreeSet<>(server.methods());
            changes.removeIf(method -> !MethodKinds.isChange(method));
            assertThat(changes)
                    .containsExactly(
                            "admin.conversations.removeCustomRetention",
                            "admin.conversations.setCustomRetention",
                            "auth.revoke",
                            "chat.delete",
                            "chat.deleteScheduledMessage",
                            "chat.meMessage",
                            "chat.postMessage",
                            "chat.scheduleMessage",
                            "chat.update",
                            "conversations.archive",
                            "conversations.close",
                            "conversations.create",
                            "conversations.invite",
                            "conversations.join",
                            "conversations.kick",
                            "conversations.leave",
                            "conversations.mark",
                            "conversations.open",
                            "conversations.rename",
                            "conversations.setPurpose",
                            "conversations.setTopic",
                            "conversations.unarchive",
                            "discovery.cases.close",
                            "discovery.cases.grant",
                            "discovery.cases.holds.attach",
                            "discovery.cases.holds.create",
                            "discovery.cases.open",
                            "discovery.cases.reopen",
                            "discovery.cases.revoke",
                            "discovery.cases.search",
                            "dnd.endSnooze",
                            "dnd.setSnooze",
                            "hansard.retention.approve",
                            "pins.add",
                            "pins.remove",
                            "reactions.add",
                            "reactions.remove",
                            "users.profile.set");
        }
    }

    @Test
    void methodsOutsideOfTheDoorsPackageShouldBeKnownToo() {
        for (String change : new String[] {
            "chat.postEphemeral", "users.setPresence", "discovery.cases.exports.start", "discovery.cases.exports.cancel"
        }) {
            assertThat(MethodKinds.isChange(change)).as(change).isTrue();
        }
        for (String session : new String[] {"api.test", "auth.test", "rtm.connect", "rtm.poll"}) {
            assertThat(MethodKinds.isChange(session)).as(session).isFalse();
            assertThat(MethodKinds.work(session)).as(session).isEqualTo(Work.CHANGES);
        }
        assertThat(MethodKinds.work("users.getPresence")).isEqualTo(Work.READS);
        assertThat(MethodKinds.work("search.all")).isEqualTo(Work.SEARCH);
    }
}
