// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.format.ZipPoint;
import java.util.List;

/**
 * How much of a bag is on the disk for good.
 *
 * @param scratches how long the files are that wait, in the order in which they were begun
 */
record BagPoint(ZipPoint zip, List<Long> scratches, long payloadBytes, long payloadFiles) {}
