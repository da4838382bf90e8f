// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.edge.EdgeSettings;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/** Multipart bodies are read by the API itself, so that a damaged or oversized one gets an API answer. */
@Configuration(proxyBeanMethods = false)
class MultipartForms {

    @Bean
    MultipartResolver multipartResolver() {
        var resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }

    @Bean
    MultipartConfigElement multipartConfigElement(EdgeSettings settings) {
        int max = (int) settings.maxBody().toBytes();
        return new MultipartConfigElement(null, max, max, max);
    }
}
