// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All methods by name. */
@Component
final class MethodRegistry {

    private final Map<String, ApiMethod> byName;

    MethodRegistry(List<ApiMethod> methods, List<ApiFamily> families) {
        var all = new HashMap<String, ApiMethod>();
        Stream.concat(methods.stream(), families.stream().flatMap(family -> family.methods().stream()))
                .forEach(method -> {
                    if (all.put(method.spec().name(), method) != null) {
                        throw new IllegalStateException(
                                "two methods named " + method.spec().name());
                    }
                });
        byName = Map.copyOf(all);
    }

    @Nullable
    ApiMethod find(String name) {
        return byName.get(name);
    }

    Set<String> names() {
        return byName.keySet();
    }
}
