// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What may be kept of a client's address: its class, never the address itself. */
public final class AddressClass {

    private AddressClass() {}

    /** The address in the text, without asking a name server; {@code 0.0.0.0} for a proxy's word that is none. */
    public static InetAddress parse(@Nullable String text) {
        try {
            return InetAddress.ofLiteral(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            return InetAddress.ofLiteral("0.0.0.0");
        }
    }

    /** {@code loopback}, {@code private} or {@code public}. */
    public static String of(InetAddress address) {
        if (address.isLoopbackAddress()) return "loopback";
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        boolean local = address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal;
        return local ? "private" : "public";
    }
}
