// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Charts of results, as SVG files that a browser or a README shows. */
@NullMarked
package dev.hansard.bench.plot;

import org.jspecify.annotations.NullMarked;
