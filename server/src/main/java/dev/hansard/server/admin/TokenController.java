// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.PersonView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /admin/tokens}: a new token for somebody. */
@RestController
final class TokenController {
    private final NamedPeople directory;
    private final TokenMint mint;

    TokenController(NamedPeople directory, TokenMint mint) {
        this.directory = directory;
        this.mint = mint;
    }

    /**
     * @param workspace name, domain or id
     * @param user handle, id or e-mail address
     * @param scopes all when absent or empty
     */
    record Request(String workspace, String user, @Nullable List<String> scopes) {}

    @PostMapping("/admin/tokens")
    Map<String, String> issue(@RequestBody Request request) {
        if (request.workspace() == null || request.user() == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT);
        PersonView person = directory.person(request.workspace(), request.user());
        boolean all = request.scopes() == null || request.scopes().isEmpty();
        Set<String> scopes = all ? TokenMint.USER_SCOPES : Set.copyOf(request.scopes());
        return Map.of(
                "token", mint.issue(person.key(), person.bot(), scopes),
                "workspace", person.key().workspace().value(),
                "user", person.key().user().value());
    }
}
