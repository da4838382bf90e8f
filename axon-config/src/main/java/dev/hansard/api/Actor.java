// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * Who gives a command, as the token was resolved at the door.
 *
 * @param bot the bot's id when a bot token spoke, else null
 * @param app the app whose token spoke
 */
public record Actor(UserId user, Role role, @Nullable String bot, String app) {
    /** The app id of tokens that people hold themselves and of the operator's own tools. */
    public static final String FIRST_PARTY_APP = "A0HANSARD";

    /** The operator of the installation (command line, first-run set-up, import): may do what an owner may. */
    public static final Actor OPERATOR = new Actor(UserId.SLACKBOT, Role.PRIMARY_OWNER, null, FIRST_PARTY_APP);

    public boolean isOperator() {
        return user.equals(UserId.SLACKBOT);
    }
}
