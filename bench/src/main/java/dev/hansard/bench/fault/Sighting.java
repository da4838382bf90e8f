// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

/**
 * One message as one reader was told of it.
 *
 * @param message its number, from its {@code client_msg_id}
 * @param ts microseconds
 * @param way edge, connection and cursor, for the description of an offence
 */
record Sighting(int reader, int channel, int message, long ts, Way way) {
    /** @param connection counts the reader's connections from 1 */
    record Way(String edge, int connection, String cursor) {
        @Override
        public String toString() {
            return "at " + edge + " on connection " + connection + " with cursor " + cursor;
        }
    }
}
