// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import java.beans.ConstructorProperties;
import java.lang.reflect.Type;
import org.axonframework.messaging.responsetypes.AbstractResponseType;

/**
 * Takes whatever the one handler of a query answers: lists, pages and null too, which {@code instanceOf(Object.class)} does
 * not.
 */
public final class AnyAnswer extends AbstractResponseType<Object> {
    private static final long serialVersionUID = 1;

    public static final AnyAnswer INSTANCE = new AnyAnswer(Object.class);

    /** @param expectedResponseType is always {@code Object}; there so that the type can travel between nodes */
    @ConstructorProperties("expectedResponseType")
    public AnyAnswer(Class<?> expectedResponseType) {
        super(expectedResponseType);
    }

    @Override
    public boolean matches(Type responseType) {
        return true;
    }

    @Override
    public Class<Object> responseMessagePayloadType() {
        return Object.class;
    }
}
