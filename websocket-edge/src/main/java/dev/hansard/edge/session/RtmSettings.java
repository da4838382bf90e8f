// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.session;

import dev.hansard.edge.transport.TransportLimits;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the realtime door.
 *
 * @param onePort serve WebSockets on the main HTTP port instead of a port of their own
 * @param host address that the RTM port listens on
 * @param port the RTM port; 0 for any free one
 * @param threads event loops of the RTM port; 0 for one per core
 * @param publicUrl {@code ws://} or {@code wss://} URL under which clients reach the RTM port; empty to take the host that the
 *     client used for the Web API
 * @param ticketLife how long a URL of {@code rtm.connect} is good
 * @param inbound what clients may say
 * @param outbound what may wait for a client
 * @param silence a client that said nothing for so long is asked for a sign of life
 * @param silenceAfterPing how long it may then take
 * @param autoAway without activity for so long a person is shown as away
 * @param presenceLinger how long a person still counts as connected after the last connection is gone
 * @param presencePatience how long an answer about somebody's presence waits for the other edges
 * @param drain longest time over which the sessions' goodbyes are spread when the server stops
 * @param drainGrace longest time after its goodbye that a session is kept open
 * @param sessions most sessions of this process
 * @param sessionsPerPerson most sessions of one person
 * @param resume how far and how many at once may come back
 * @param pollWait longest wait of {@code rtm.poll}
 * @param admission how many may come in at once
 * @param deflate whether frames are compressed for clients that ask for it ({@code permessage-deflate}, without context
 *     takeover)
 */
@ConfigurationProperties("hansard.rtm")
public record RtmSettings(
        @DefaultValue("false") boolean onePort,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8066") int port,
        @DefaultValue("0") int threads,
        @DefaultValue("") String publicUrl,
        @DefaultValue("30s") Duration ticketLife,
        @DefaultValue Inbound inbound,
        @DefaultValue Outbound outbound,
        @DefaultValue("30s") Duration silence,
        @DefaultValue("60s") Duration silenceAfterPing,
        @DefaultValue("30m") Duration autoAway,
        @DefaultValue("10s") Duration presenceLinger,
        @DefaultValue("300ms") Duration presencePatience,
        @DefaultValue("10s") Duration drain,
        @DefaultValue("2s") Duration drainGrace,
        @DefaultValue("50000") int sessions,
        @DefaultValue("50") int sessionsPerPerson,
        @DefaultValue Resume resume,
        @DefaultValue("25s") Duration pollWait,
        @DefaultValue Admission admission,
        @DefaultValue("false") boolean deflate) {

    /**
     * @param maxFrame largest frame
     * @param maxText longest text of a message, in characters
     * @param framesPerSecond how many frames a client may send in the long run
     * @param burst how many at once
     */
    public record Inbound(
            @DefaultValue("16KB") DataSize maxFrame,
            @DefaultValue("4000") int maxText,
            @DefaultValue("50") int framesPerSecond,
            @DefaultValue("200") int burst) {
        public Inbound {
            require(maxFrame.toBytes() >= 1024 && maxFrame.toBytes() <= 1 << 20, "inbound.max-frame", "1KB to 1MB");
            require(maxText >= 1 && maxText <= 40_000, "inbound.max-text", "1 to 40000");
            require(framesPerSecond >= 1, "inbound.frames-per-second", "at least 1");
            require(burst >= framesPerSecond, "inbound.burst", "at least inbound.frames-per-second");
        }
    }

    /**
     * @param maxBytes bytes that may wait for one client before it is cut off
     * @param maxFrames writes that may wait for one client before it is cut off
     * @param closing how long a client may take to read what is left and the close code
     * @param join longest pause between turns of writes, in which what follows collects to go out in the same write; 0 lets
     *     turns begin without waiting for the last
     */
    public record Outbound(
            @DefaultValue("2MB") DataSize maxBytes,
            @DefaultValue("10000") int maxFrames,
            @DefaultValue("5s") Duration closing,
            @DefaultValue("50ms") Duration join) {
        public Outbound {
            boolean sane = maxBytes.toBytes() >= 16 * 1024 && maxBytes.toBytes() <= 1 << 30;
            require(sane, "outbound.max-bytes", "16KB to 1GB");
            require(maxFrames >= 16, "outbound.max-frames", "at least 16");
            require(closing.isPositive(), "outbound.closing", "positive");
            require(!join.isNegative() && join.compareTo(Duration.ofMillis(100)) <= 0, "outbound.join", "up to 100ms");
        }
    }

    /**
     * @param limit positions of the record that are searched for what a returning client missed; further back it is told to
     *     fetch the history
     * @param recent events kept in memory for those who return
     * @param atOnce returning clients for whom the record is read at the same time
     */
    public record Resume(
            @DefaultValue("20000") int limit,
            @DefaultValue("8192") int recent,
            @DefaultValue("16") int atOnce) {
        public Resume {
            require(limit >= 0, "resume.limit", "not negative");
            require(recent >= 1, "resume.recent", "at least 1");
            require(atOnce >= 1, "resume.at-once", "at least 1");
        }
    }

    /**
     * Whoever is one too many is told when to come back.
     *
     * @param perSecond how many {@code rtm.connect} gives a URL in the long run; 0 for 150 for each core
     * @param burst how many at once; 0 for what two seconds allow
     * @param atOnce how many are given a URL at the same time; the others wait for their turn
     * @param entering sessions that may be on their way to the live end
     * @param handshakes sockets that may be open and have not become a WebSocket yet
     * @param longestHint latest moment that somebody is told to come back at
     */
    public record Admission(
            @DefaultValue("0") int perSecond,
            @DefaultValue("0") int burst,
            @DefaultValue("16") int atOnce,
            @DefaultValue("4000") int entering,
            @DefaultValue("2000") int handshakes,
            @DefaultValue("60s") Duration longestHint) {
        public Admission {
            require(perSecond >= 0 && burst >= 0, "admission.per-second", "not negative, and the burst too");
            require(atOnce >= 1 && entering >= 1, "admission.at-once", "at least 1, and entering too");
            require(handshakes >= 1, "admission.handshakes", "at least 1");
            boolean sane = longestHint.toSeconds() >= 1 && longestHint.toMinutes() <= 60;
            require(sane, "admission.longest-hint", "1s to 1h");
        }

        public int rate() {
            return perSecond > 0 ? perSecond : PER_CORE * Runtime.getRuntime().availableProcessors();
        }

        public int atOneMoment() {
            return burst > 0 ? burst : 2 * rate();
        }
    }

    /** Takes about two thirds of a core's time. */
    private static final int PER_CORE = 150;

    public RtmSettings {
        require(port >= 0 && port < 65_536, "port", "0 to 65535");
        require(threads >= 0, "threads", "not negative");
        require(publicUrl.isEmpty() || isWebSocket(URI.create(publicUrl)), "public-url", "ws:// or wss://");
        require(ticketLife.isPositive(), "ticket-life", "positive");
        require(silence.isPositive() && silenceAfterPing.isPositive(), "silence", "positive");
        require(autoAway.isPositive(), "auto-away", "positive");
        require(!presenceLinger.isNegative() && !drain.isNegative(), "drain", "not negative");
        require(!drainGrace.isNegative(), "drain-grace", "not negative");
        boolean patient = presencePatience.isPositive() && presencePatience.toSeconds() <= 10;
        require(patient, "presence-patience", "up to 10s");
        require(sessions >= 1 && sessionsPerPerson >= 1, "sessions", "at least 1");
        require(pollWait.isPositive() && pollWait.compareTo(Duration.ofMinutes(2)) <= 0, "poll-wait", "up to 2m");
        if (publicUrl.endsWith("/")) publicUrl = publicUrl.substring(0, publicUrl.length() - 1);
    }

    public TransportLimits limits() {
        return new TransportLimits(
                (int) inbound.maxFrame.toBytes(),
                (int) outbound.maxBytes.toBytes(),
                outbound.maxFrames,
                outbound.closing,
                admission.handshakes,
                silence.plus(silenceAfterPing),
                deflate);
    }

    private static boolean isWebSocket(URI uri) {
        return "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
    }

    private static void require(boolean good, String key, String range) {
        if (!good) throw new IllegalArgumentException("hansard.rtm." + key + " must be " + range);
    }
}
