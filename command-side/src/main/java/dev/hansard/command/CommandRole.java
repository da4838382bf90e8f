// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The command role: aggregates, the handlers around them, and the scheduler of messages. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(CommandSettings.class)
public class CommandRole {}
