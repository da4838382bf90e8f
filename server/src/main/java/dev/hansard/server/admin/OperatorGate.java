// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntry;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.server.folder.Secrets;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Lets the operator in. {@code /admin} needs the operator token and this machine; {@code /actuator} one of the two.
 * Anybody else is told that there is nothing.
 */
public final class OperatorGate implements Filter {
    private static final String BEARER = "Bearer ";
    /** A proxy on this machine speaks for others. */
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final byte[] operatorHash;
    private final ObjectProvider<Refusals> refusals;

    /** @param refusals asked for late: the gate is there before the record is */
    OperatorGate(Secrets secrets, ObjectProvider<Refusals> refusals) {
        this.refusals = refusals;
        this.operatorHash = hash(secrets.read(Secrets.OPERATOR_TOKEN));
    }

    /** Whether it is the operator who asks, from this machine. */
    public boolean admits(HttpServletRequest request) {
        try {
            return isLocal(request) && isOperator(request.getHeader("Authorization"));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletRequest) request;
        boolean local = isLocal(http);
        boolean operator = isOperator(http.getHeader("Authorization"));
        boolean admin = http.getRequestURI().startsWith("/admin");
        if (admin ? local && operator : local || operator) {
            chain.doFilter(request, response);
        } else if (admin && local) {
            told(http);
            refuse((HttpServletResponse) response, 401, "invalid_auth", "the operator token is missing or wrong");
        } else {
            refuse((HttpServletResponse) response, 404, "not_found", "there is nothing here");
        }
    }

    /** Without any token it is a mistake, not a login. */
    private void told(HttpServletRequest request) {
        if (request.getHeader("Authorization") == null) return;
        AuditEntry entry = AuditEntry.of(AuditDay.INSTALLATION, AuditAction.OPERATOR_LOGIN_FAILED, AuditActor.UNKNOWN)
                .refused("invalid_auth")
                .from(request.getRemoteAddr(), null);
        refusals.getObject().refused(entry, "operator", OperatorTrail.ORIGIN);
    }

    private boolean isOperator(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) return false;
        return MessageDigest.isEqual(hash(authorization.substring(BEARER.length())), operatorHash);
    }

    private static boolean isLocal(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && PROXY_HEADERS.stream().allMatch(header -> request.getHeader(header) == null);
    }

    private static void refuse(HttpServletResponse response, int status, String code, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getWriter().write("{\"error\":\"" + code + "\",\"detail\":\"" + detail + "\"}");
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
