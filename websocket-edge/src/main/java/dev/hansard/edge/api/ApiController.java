// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.edge.EdgeSettings;
import dev.hansard.edge.auth.AddressClass;
import dev.hansard.edge.idempotency.KeyedCall;
import dev.hansard.edge.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * {@code /api/{method}} by GET and POST. Whatever happens the answer is JSON with HTTP 200, or 429: Slack's clients repeat
 * a call for half an hour on any other status, and refuse redirects. Only where repeating is right, as another server can do
 * it, it is 503.
 */
@Controller
final class ApiController {

    private static final String CORRELATION = "correlation";

    private final ApiDoor door;
    private final BodyReader bodies;
    private final EdgeSettings settings;
    private final Clock clock;

    ApiController(ApiDoor door, BodyReader bodies, EdgeSettings settings, Clock clock) {
        this.door = door;
        this.bodies = bodies;
        this.settings = settings;
        this.clock = clock;
    }

    @RequestMapping(
            path = "/api/{method}",
            method = {RequestMethod.GET, RequestMethod.POST})
    void call(@PathVariable String method, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String correlation = newCorrelation();
        MDC.put(CORRELATION, correlation);
        try {
            InetAddress address = AddressClass.parse(request.getRemoteAddr());
            var origin = new Origin(correlation, AddressClass.of(address));
            var from = new ApiCall.Request(origin, address, baseUrl(request), clock.instant());
            ApiRequest arguments = bodies.read(request);
            write(door.call(method, arguments, from), correlation, arguments.fault() != null, response);
        } finally {
            MDC.remove(CORRELATION);
        }
    }

    private static void write(ApiDoor.Outcome outcome, String correlation, boolean unread, HttpServletResponse response)
            throws IOException {
        Long retryAfter = outcome.answer().retryAfter();
        byte[] body = Json.bytes(outcome.answer().body());
        response.setStatus(outcome.answer().status());
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(body.length);
        response.setHeader("X-Slack-Req-Id", correlation);
        response.setHeader("Cache-Control", "private, no-cache, no-store, must-revalidate");
        if (outcome.replayed()) response.setHeader(KeyedCall.REPLAYED, "true");
        if (retryAfter != null) response.setHeader("Retry-After", Long.toString(retryAfter));
        setList(response, "X-OAuth-Scopes", outcome.scopes());
        setList(response, "X-Accepted-OAuth-Scopes", outcome.accepted());
        // What is left of a body that was too large is not worth reading.
        if (unread) response.setHeader("Connection", "close");
        response.getOutputStream().write(body);
    }

    private static void setList(HttpServletResponse response, String header, List<String> values) {
        if (!values.isEmpty()) response.setHeader(header, String.join(",", values));
    }

    private String baseUrl(HttpServletRequest request) {
        if (!settings.publicUrl().isEmpty()) return settings.publicUrl();
        String host = request.getServerName();
        boolean usual = request.getServerPort() == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + host + (usual ? "" : ":" + request.getServerPort());
    }

    private static String newCorrelation() {
        var random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
