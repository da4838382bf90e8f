// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.discovery;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The investigators' way to exports. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class DiscoveryConfiguration {}
