// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** A short free text, such as a topic or a purpose. */
public record Prose(String text) implements Written {}
