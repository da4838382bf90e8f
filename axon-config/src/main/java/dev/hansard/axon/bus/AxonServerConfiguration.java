// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.StoreUnavailable;
import org.axonframework.common.Registration;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Commands and queries over an Axon Server, which Axon's own configuration connects to. Events stay in the databases. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
public class AxonServerConfiguration {
    /** Questions are answered from where the asker knows the record to be, and refusals arrive as such. */
    @Bean
    Registration queriesOverAxonServer(QueryBus bus, Heads heads) {
        return bus.registerHandlerInterceptor((work, chain) -> answer(work, chain, heads));
    }

    private static Object answer(UnitOfWork<? extends QueryMessage<?, ?>> work, InterceptorChain chain, Heads heads)
            throws Exception {
        heads.heard(work.getMessage().getMetaData());
        try {
            return chain.proceed();
        } catch (Rejection e) {
            throw RefusalDetails.of(e).ofQuery();
        } catch (StoreUnavailable e) {
            throw RefusalDetails.of(new Rejection(ErrorCode.SERVICE_UNAVAILABLE))
                    .ofQuery();
        }
    }
}
