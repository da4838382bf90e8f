// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The query side: its projections and the handlers that answer from them. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class QueryRole {}
