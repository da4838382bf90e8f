// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

/** A way in which a server can be wrong, for proof that the checker notices. */
public enum Breakage {
    /** Posts are acknowledged as soon as they are decided on, before their events are durable. */
    ACK_BEFORE_COMMIT,
    /** One in a hundred frames about messages reaches one of its readers never. */
    DROP_DELIVERY,
    /** One in a hundred frames about messages reaches one of its readers twice. */
    DOUBLE_DELIVERY,
    /** One in a hundred frames about messages reaches one of its readers after the one that follows it. */
    SWAP_ORDER
}
