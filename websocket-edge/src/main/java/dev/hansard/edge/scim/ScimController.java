// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.Rejection;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.edge.auth.AddressClass;
import dev.hansard.edge.idempotency.KeyedCall;
import dev.hansard.edge.limits.TooManyCalls;
import dev.hansard.edge.overload.Overloaded;
import dev.hansard.edge.wire.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.node.ObjectNode;

/** {@code /scim/v2}: SCIM 2.0, RFC 7644, in the shape of Slack's. */
@Controller
final class ScimController {
    private static final Logger LOG = LoggerFactory.getLogger(ScimController.class);
    private static final String CORRELATION = "correlation";

    private final ScimRouter router;
    private final MeterRegistry meters;

    ScimController(ScimRouter router, MeterRegistry meters) {
        this.router = router;
        this.meters = meters;
    }

    @RequestMapping({"/scim/v2", "/scim/v2/**"})
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        String correlation = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
        MDC.put(CORRELATION, correlation);
        response.setHeader("X-Slack-Req-Id", correlation);
        long start = System.nanoTime();
        ScimTarget target = ScimTarget.of(request);
        try {
            InetAddress address = AddressClass.parse(request.getRemoteAddr());
            var origin = new Origin(correlation, AddressClass.of(address));
            write(response, router.answer(target, request, address, origin));
        } catch (TooManyCalls e) {
            response.setHeader("Retry-After", Long.toString(e.retryAfterSeconds()));
            refuse(response, new ScimRefusal(429, null, "ratelimited"));
        } catch (Overloaded e) {
            response.setHeader("Retry-After", Long.toString(e.retryAfterSeconds()));
            refuse(response, new ScimRefusal(429, null, "overloaded"));
        } catch (ScimRefusal e) {
            refuse(response, e);
        } catch (Rejection e) {
            refuse(response, ScimRefusal.of(e));
        } catch (StoreUnavailable e) {
            LOG.warn("scim: the store does not answer", e);
            refuse(response, new ScimRefusal(503, null, "service_unavailable"));
        } catch (RuntimeException e) {
            LOG.error("{} failed", target.metered(), e);
            refuse(response, new ScimRefusal(500, null, "internal_error"));
        } finally {
            MDC.remove(CORRELATION);
            Timer.builder("hansard.scim.call")
                    .description("from a SCIM request to its answer")
                    .tag("method", target.metered())
                    .tag("status", Integer.toString(response.getStatus()))
                    .register(meters)
                    .record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static void write(HttpServletResponse response, ScimAnswer answer) throws IOException {
        if (answer.location() != null) {
            response.setHeader("Content-Location", answer.location());
            if (answer.status() == 201) response.setHeader("Location", answer.location());
        }
        if (answer.replayed()) response.setHeader(KeyedCall.REPLAYED, "true");
        if (answer.version() != null) response.setHeader("ETag", answer.version());
        write(response, answer.status(), answer.body());
    }

    private static void refuse(HttpServletResponse response, ScimRefusal refusal) throws IOException {
        if (refusal.status() == 401) response.setHeader("WWW-Authenticate", "Bearer realm=\"hansard\"");
        // What is left of a body that was too large is not worth reading.
        if (refusal.status() == 413) response.setHeader("Connection", "close");
        write(response, refusal.status(), refusal.body());
    }

    private static void write(
            HttpServletResponse response, int status, @org.jspecify.annotations.Nullable ObjectNode body)
            throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "private, no-cache, no-store, must-revalidate");
        if (body == null) return;
        byte[] bytes = Json.bytes(body);
        response.setContentType("application/scim+json; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
