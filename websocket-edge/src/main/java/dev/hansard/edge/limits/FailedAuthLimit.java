// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import dev.hansard.edge.EdgeSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How often one address may come with a token that is not good. IPv6 clients count by their /64 network. */
@Component
public final class FailedAuthLimit {

    private final Allowances allowances;
    private final int perMinute;

    @Autowired
    FailedAuthLimit(EdgeSettings settings, Allowances allowances) {
        this(settings.limits(), allowances);
    }

    FailedAuthLimit(LimitSettings settings, Allowances allowances) {
        this.allowances = allowances;
        this.perMinute = settings.failedAuth();
    }

    /** Throws {@link TooManyCalls} while the address has failed too often. */
    public void check(InetAddress address) {
        allowances.peek(LimitKind.FAILED_AUTH, network(address), perMinute);
    }

    /** Counts a failure. */
    public void failed(InetAddress address) {
        try {
            allowances.take(LimitKind.FAILED_AUTH, network(address), perMinute);
        } catch (TooManyCalls spent) {
            // The call that spent the last of it still gets its own answer; check() refuses the next.
        }
    }

    /** What counts as one origin. */
    public static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
