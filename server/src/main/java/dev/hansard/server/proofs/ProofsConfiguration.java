// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.proofs;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The auditors' door. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ProofsConfiguration {}
