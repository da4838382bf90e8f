// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.audit;

import dev.hansard.api.AuditQueries.Page;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.edge.limits.TooManyCalls;
import dev.hansard.edge.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /audit/v1/logs|schemas|actions}. Unlike the Web API it answers with real HTTP statuses, and a success has no
 * {@code ok}.
 */
@Controller
final class AuditController {
    private static final Logger LOG = LoggerFactory.getLogger(AuditController.class);
    private static final String CORRELATION = "correlation";
    private static final byte[] ACTIONS = Json.bytes(AuditSchemas.actions());
    private static final byte[] SCHEMAS = Json.bytes(AuditSchemas.schemas());

    private final AuditDoor door;

    AuditController(AuditDoor door) {
        this.door = door;
    }

    @GetMapping("/audit/v1/actions")
    void actions(HttpServletResponse response) throws IOException {
        write(response, 200, ACTIONS);
    }

    @GetMapping("/audit/v1/schemas")
    void schemas(HttpServletResponse response) throws IOException {
        write(response, 200, SCHEMAS);
    }

    @GetMapping("/audit/v1/logs")
    void logs(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        String correlation = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
        MDC.put(CORRELATION, correlation);
        response.setHeader("X-Slack-Req-Id", correlation);
        try {
            write(response, 200, body(door.logs(request, correlation)));
        } catch (TooManyCalls e) {
            response.setHeader("Retry-After", Long.toString(e.retryAfterSeconds()));
            write(response, 429, Json.bytes(error(ErrorCode.RATELIMITED)));
        } catch (MissingScope e) {
            ObjectNode body = error(ErrorCode.MISSING_SCOPE);
            body.put("needed", e.needed()).put("provided", e.provided());
            write(response, 403, Json.bytes(body));
        } catch (Rejection e) {
            write(response, status(e.code()), Json.bytes(explained(e)));
        } catch (RuntimeException e) {
            LOG.error("audit.logs failed", e);
            write(response, 500, Json.bytes(error(ErrorCode.INTERNAL_ERROR)));
        } finally {
            MDC.remove(CORRELATION);
        }
    }

    @RequestMapping("/audit/v1/**")
    void nothing(HttpServletResponse response) throws IOException {
        write(response, 404, Json.bytes(error(ErrorCode.UNKNOWN_METHOD)));
    }

    /** Entries come as JSON text and are not parsed again. */
    private static byte[] body(Page page) {
        String metadata = Json.text(Json.object().put("next_cursor", page.next() == null ? "" : page.next()));
        String body = "{\"entries\":[" + String.join(",", page.entries()) + "],\"response_metadata\":" + metadata + "}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode explained(Rejection rejection) {
        ObjectNode body = error(rejection.code());
        String detail = rejection.getMessage();
        if (!detail.equals(rejection.code().wire())) {
            body.putObject("response_metadata").putArray("messages").add("[ERROR] " + detail);
        }
        return body;
    }

    private static ObjectNode error(ErrorCode code) {
        return Json.object().put("ok", false).put("error", code.wire());
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case NOT_AUTHED, INVALID_AUTH, TOKEN_REVOKED, TOKEN_EXPIRED, ACCOUNT_INACTIVE -> 401;
            case NOT_ALLOWED_TOKEN_TYPE, NOT_AUTHORIZED, NO_PERMISSION, ACCESS_DENIED -> 403;
            case SERVICE_UNAVAILABLE -> 503;
            case INTERNAL_ERROR, FATAL_ERROR -> 500;
            default -> 400;
        };
    }

    private static void write(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(body.length);
        response.setHeader("Cache-Control", "private, no-cache, no-store, must-revalidate");
        response.getOutputStream().write(body);
    }
}
