// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.People;
import dev.hansard.audit.export.Subjects;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every format may want to know.
 *
 * @param product name and version of the software, for generator fields
 * @param fileBytes where the bytes of shared files are
 * @param exceptions hears of everything that could not be handed over as it was
 * @param subjects what is known of single people; null where nobody asks for that
 */
public record FormatContext(
        ExportRequest request,
        People people,
        String product,
        FileBytes fileBytes,
        Exceptions exceptions,
        @Nullable Subjects subjects) {
    public FormatContext(
            ExportRequest request, People people, String product, FileBytes fileBytes, Exceptions exceptions) {
        this(request, people, product, fileBytes, exceptions, null);
    }

    /** Whose data it is: the custodians or authors asked for, else everyone who was in the conversation. */
    public String custodian(Conversation conversation) {
        var asked = new TreeSet<UserId>(request.scope().custodians());
        asked.addAll(request.scope().authors());
        List<UserId> users = asked.isEmpty() ? List.copyOf(conversation.everybody()) : List.copyOf(asked);
        return users.isEmpty()
                ? conversation.id()
                : String.join("; ", users.stream().limit(20).map(this::name).toList());
    }

    public String name(UserId user) {
        return people.get(user).name();
    }

    public String workspace() {
        return request.workspace().value();
    }
}
