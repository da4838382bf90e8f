// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import java.net.InetAddress;

/** What may be kept of a client's address: its class, never the address itself. */
public final class AddressClass {

    private AddressClass() {}

    /** {@code loopback}, {@code private} or {@code public}. */
    public static String of(InetAddress address) {
        if (address.isLoopbackAddress()) return "loopback";
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        boolean local = address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal;
        return local ? "private" : "public";
    }
}
