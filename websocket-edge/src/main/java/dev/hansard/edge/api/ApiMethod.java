// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** One method of the Web API. Spring beans of this type, and what {@link ApiFamily} beans list, are what the door serves. */
public interface ApiMethod {

    MethodSpec spec();

    /**
     * Answers a call whose token, scopes and rate the door has checked. Runs on a virtual thread and may block.
     *
     * @return the answer without {@code ok}, which the door puts first
     * @throws dev.hansard.api.Rejection becomes {@code ok:false} with its code
     * @throws ApiError becomes {@code ok:false} with further fields
     */
    ObjectNode handle(ApiCall call);

    static ApiMethod of(MethodSpec spec, Function<ApiCall, ObjectNode> handler) {
        return new ApiMethod() {
            @Override
            public MethodSpec spec() {
                return spec;
            }

            @Override
            public ObjectNode handle(ApiCall call) {
                return handler.apply(call);
            }
        };
    }
}
