// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hansard.api.Tokens;
import dev.hansard.axon.cache.Caches;
import dev.hansard.edge.session.RtmSettings;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** URLs that are good once and not for long. Only their hashes are kept. */
@Component
final class Tickets {
    private static final int MOST = 200_000;
    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Ticket> byHash;

    @Autowired
    Tickets(RtmSettings settings) {
        this(settings, Ticker.systemTicker());
    }

    Tickets(RtmSettings settings, Ticker ticker) {
        byHash = Caches.newBuilder()
                .expireAfterWrite(settings.ticketLife())
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    /** The last part of the URL's path. */
    String issue(Ticket ticket) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byHash.put(Tokens.hash(text), ticket);
        return text;
    }

    /** Null if it was never issued, was used or has expired. */
    @Nullable
    Ticket redeem(String text) {
        return text.length() > 64 ? null : byHash.asMap().remove(Tokens.hash(text));
    }
}
