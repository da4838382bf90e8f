// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** A bot user's app-side identity. */
public record Bot(String id, String app, String name) {}
