// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

/** The keys of {@value PuncturableKey#LEAVES} consecutive events of a stream. */
record GroupId(String stream, long number) {
    static GroupId of(ContentVault.Place place) {
        return of(place.stream(), place.sequence());
    }

    static GroupId of(String stream, long sequence) {
        return new GroupId(stream, sequence >> PuncturableKey.DEPTH);
    }

    static int leaf(long sequence) {
        return (int) (sequence & (PuncturableKey.LEAVES - 1));
    }

    /** What binds a wrapped group to its row. */
    byte[] aad(int epoch) {
        return ("group/" + stream + '/' + number + '/' + epoch).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
