// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.Profile;
import java.util.Map;

/** What the people, conversations and workspaces of some entries are called now; keys as in the trail's tables. */
record Names(
        Map<String, TrailBatch.Person> people,
        Map<String, TrailBatch.Channel> channels,
        Map<String, Known.Workspace> workspaces,
        Map<Long, Profile> profiles) {}
