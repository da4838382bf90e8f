// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.Membership;
import dev.hansard.audit.export.People;
import dev.hansard.audit.export.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who took part in a slice: since when, until when and with how many messages. */
final class EmlParticipants {
    static final List<String> COLUMNS =
            List.of("User id", "Name", "Type", "E-mail", "Joined", "Left", "Duration", "Messages");

    private final List<List<String>> rows = new ArrayList<>();

    EmlParticipants(Slice slice, People people) {
        Map<UserId, Integer> messages = new HashMap<>();
        for (Item item : slice.items()) if (!item.notice()) messages.merge(item.author(), 1, Integer::sum);
        Map<UserId, Membership> memberships = memberships(slice);
        for (UserId user : slice.participants()) {
            Membership membership = memberships.get(user);
            Person person = people.get(user);
            rows.add(List.of(
                    user.value(),
                    person.name(),
                    person.bot() != null ? "bot" : person.role().isGuest() ? "guest" : "user",
                    person.email() == null ? "" : person.email(),
                    membership == null ? "not a member" : Times.plain(membership.from()),
                    membership == null || membership.until() == null ? "" : Times.plain(membership.until()),
                    membership == null ? "" : duration(membership, slice.last()),
                    Integer.toString(messages.getOrDefault(user, 0))));
        }
    }

    List<List<String>> rows() {
        return rows;
    }

    String text() {
        var text = new StringBuilder("Participants\n")
                .append(String.join(" | ", COLUMNS))
                .append('\n');
        rows.forEach(row -> text.append(String.join(" | ", row)).append('\n'));
        return text.toString();
    }

    /** Of each person the last one in whose time the slice falls. */
    private static Map<UserId, Membership> memberships(Slice slice) {
        Map<UserId, Membership> found = new HashMap<>();
        for (Membership each : slice.conversation().memberships()) {
            boolean before = each.until() != null && slice.first().isAfter(each.until());
            if (!before && !each.from().isAfter(slice.last())) found.put(each.user(), each);
        }
        return found;
    }

    private static String duration(Membership membership, Ts last) {
        Ts end = membership.until() == null ? last : membership.until();
        return Duration.between(Times.instant(membership.from()), Times.instant(end))
                        .toMinutes() + " min";
    }
}
