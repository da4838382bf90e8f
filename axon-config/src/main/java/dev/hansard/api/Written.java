// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/**
 * What a person wrote: the part of an event that can be forgotten. It is stored beside the event's facts and never among
 * them, through one seam (the content vault), so that it can be encrypted and erased without touching the facts.
 */
public sealed interface Written permits MessageContent, Profile, Prose, AuditNote, HoldText, CaseText {}
