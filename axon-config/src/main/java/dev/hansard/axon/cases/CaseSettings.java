// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cases;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of e-discovery cases.
 *
 * @param fourEyes whether a role that opens what others wrote needs a second person's word
 */
@ConfigurationProperties("hansard.cases")
public record CaseSettings(@DefaultValue("true") boolean fourEyes) {}
