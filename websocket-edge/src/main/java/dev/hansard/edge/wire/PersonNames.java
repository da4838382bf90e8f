// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import dev.hansard.api.PersonKey;
import dev.hansard.api.Views.PersonView;
import org.jspecify.annotations.Nullable;

/** Looks up a person. Called for every direct message that is listed, so it answers from memory mostly. */
@FunctionalInterface
public interface PersonNames {

    /** Null for an unknown person. */
    @Nullable
    PersonView find(PersonKey person);
}
