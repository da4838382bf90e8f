// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What collectors of archives read: a workspace's conversations, messages, edits and deletions in Slack's form. */
@NullMarked
package dev.hansard.audit.discovery;

import org.jspecify.annotations.NullMarked;
