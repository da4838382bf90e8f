// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the audit trail is streamed to; nowhere unless a target is named.
 *
 * @param batch most entries that travel together
 * @param poll how often a target that has everything is looked after
 * @param file a file of JSON lines
 * @param http a collector
 */
@ConfigurationProperties("hansard.audit.stream")
public record StreamSettings(
        @DefaultValue("500") int batch,
        @DefaultValue("1s") Duration poll,
        @Nullable FileTarget file,
        @Nullable HttpTarget http) {
    /** What a collector reads. */
    public enum Format {
        /** One JSON object a line, in the form of Slack's Audit Logs API. */
        JSON,
        /** ArcSight's Common Event Format, one event a line. */
        CEF
    }

    /**
     * @param maxSize from which on the file is put aside and a new one begun
     * @param keep how many files put aside are kept; older ones are deleted
     */
    public record FileTarget(
            Path path,
            @DefaultValue("100MB") DataSize maxSize,
            @DefaultValue("30") int keep) {
        public FileTarget {
            if (maxSize.toBytes() < 1024) throw wrong("file.max-size must be at least 1KB");
            if (keep < 1) throw wrong("file.keep must be positive");
        }
    }

    /**
     * @param url that batches are posted to
     * @param tokenFile holds the token of the {@code Authorization: Bearer} header; null for none
     * @param timeout of one request
     * @param attempts per batch before the target is left alone until the next poll
     * @param backoff before the second attempt; doubles from there, up to a minute
     */
    public record HttpTarget(
            URI url,
            @DefaultValue("json") Format format,
            @Nullable Path tokenFile,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue("6") int attempts,
            @DefaultValue("500ms") Duration backoff) {
        public HttpTarget {
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                throw wrong("http.url must be an http or https URL");
            }
            if (attempts < 1) throw wrong("http.attempts must be positive");
            if (timeout.isNegative() || timeout.isZero()) throw wrong("http.timeout must be positive");
            if (backoff.toMillis() < 1) throw wrong("http.backoff must be at least 1ms");
        }
    }

    public StreamSettings {
        if (batch < 1 || batch > 9_999) throw wrong("batch must lie between 1 and 9999");
        if (poll.toMillis() < 1) throw wrong("poll must be at least 1ms");
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("hansard.audit.stream." + what);
    }
}
