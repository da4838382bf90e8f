// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.Views.CredentialView;
import dev.hansard.edge.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rtm.connect} decided about the session that is to come.
 *
 * @param away whether the person has chosen to be shown as away; null if it is not known
 * @param address class of the client's address
 */
record Ticket(
        CredentialView credential,
        Session.Manner manner,
        @Nullable String cursor,
        @Nullable Boolean away,
        String address) {}
