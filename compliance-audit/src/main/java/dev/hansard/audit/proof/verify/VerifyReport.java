// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import java.util.List;

/**
 * What was checked and what is wrong with it.
 *
 * @param subject what was checked
 * @param checked how many events, files or proofs
 * @param found how many findings there are
 * @param findings the first of them
 * @param notes what else one should know
 */
public record VerifyReport(String subject, long checked, long found, List<Finding> findings, List<String> notes) {
    public boolean isGood() {
        return found == 0;
    }
}
