// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import java.util.List;

/** Several small methods about one thing. */
public interface ApiFamily {

    List<ApiMethod> methods();
}
