// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.serial;

import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * How commands, queries and their answers look between nodes. Where a declared type does not tell the class, the value names
 * it; only classes of the message API and the JDK's values and collections are ever made from such a name.
 */
public final class BusJson {
    private BusJson() {}

    public static JsonMapper mapper() {
        return onto(JsonMapper.builder()).build();
    }

    /** Makes a mapper of it that reads and writes so. */
    public static JsonMapper.Builder onto(JsonMapper.Builder builder) {
        var known = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("dev.hansard.api.")
                .allowIfSubType("dev.hansard.axon.bus.")
                .allowIfSubType("java.util.")
                .allowIfSubType("java.time.")
                .allowIfSubType("java.lang.")
                .allowIfSubType("org.axonframework.messaging.")
                .build();
        return EventJson.onto(builder).activateDefaultTyping(known, DefaultTyping.OBJECT_AND_NON_CONCRETE);
    }
}
