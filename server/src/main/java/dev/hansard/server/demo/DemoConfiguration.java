// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.demo;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The demo workspace. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class DemoConfiguration {}
