// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.axon.audit.Refusals;
import dev.hansard.server.folder.Secrets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The operator's door. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class AdminConfiguration {
    @Bean
    OperatorGate operator(Secrets secrets, ObjectProvider<Refusals> refusals) {
        return new OperatorGate(secrets, refusals);
    }

    @Bean
    FilterRegistrationBean<OperatorGate> operatorGate(OperatorGate operator) {
        var gate = new FilterRegistrationBean<>(operator);
        gate.addUrlPatterns("/admin/*", "/actuator/*");
        gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return gate;
    }
}
