// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.Rejection;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.edge.EdgeSettings;
import dev.hansard.edge.auth.BearerToken;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.idempotency.KeyedCall;
import dev.hansard.edge.overload.Overload;
import dev.hansard.edge.overload.Work;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Leads a request through the door to what it is about. */
@Component
final class ScimRouter {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final ScimDoor door;
    private final ScimUsers users;
    private final ScimGroups groups;
    private final WriteLocks locks;
    private final ScimKeys keys;
    private final Overload overload;
    private final EdgeSettings settings;

    ScimRouter(
            ScimDoor door,
            ScimUsers users,
            ScimGroups groups,
            WriteLocks locks,
            ScimKeys keys,
            Overload overload,
            EdgeSettings settings) {
        this.door = door;
        this.users = users;
        this.groups = groups;
        this.locks = locks;
        this.keys = keys;
        this.overload = overload;
        this.settings = settings;
    }

    ScimAnswer answer(ScimTarget target, HttpServletRequest request, InetAddress address, Origin origin)
            throws IOException {
        String token = BearerToken.of(request.getHeader("Authorization"));
        boolean reading = target.method().equals("GET");
        try (Overload.Call underWay = overload.begin(reading ? Work.READS : Work.CHANGES)) {
            return answer(target, request, token, address, origin);
        }
    }

    private ScimAnswer answer(
            ScimTarget target, HttpServletRequest request, @Nullable String token, InetAddress address, Origin origin)
            throws IOException {
        Caller caller = door.admit(token, address, target.named(), origin);
        try {
            ScimCall call = call(target, request, caller, origin);
            return keys.once(request.getHeader(KeyedCall.HEADER), token, call, target, () -> route(target, call));
        } catch (Rejection e) {
            door.refused(caller, e, address, target.named(), origin);
            throw e;
        }
    }

    private ScimCall call(ScimTarget target, HttpServletRequest request, Caller caller, Origin origin)
            throws IOException {
        requireReadable(request);
        return new ScimCall(
                caller.actor(),
                caller.workspace(),
                origin,
                target.method(),
                target.id(),
                baseUrl(request),
                Listing.read(request),
                Selection.read(request),
                request.getHeader("If-Match"),
                request.getHeader("If-None-Match"),
                WITH_BODY.contains(target.method()) ? body(request) : ScimJson.object());
    }

    /** Tomcat finds out that a query cannot be read when the first of its parameters is asked for. */
    private static void requireReadable(HttpServletRequest request) {
        try {
            request.getParameter("filter");
        } catch (IllegalStateException e) {
            throw ScimRefusal.invalidSyntax("the query cannot be read");
        }
    }

    private ScimAnswer route(ScimTarget target, ScimCall call) {
        if (target.deeper()) throw ScimRefusal.notFound("resource");
        return switch (target.kind()) {
            case "Users" -> users(call);
            case "Groups" -> groups(call);
            case "ServiceProviderConfig", "ServiceProviderConfigs", "ResourceTypes", "Schemas" -> {
                if (!call.method().equals("GET")) throw notAllowed();
                yield ScimAnswer.of(ServiceDocuments.of(target.kind(), call));
            }
            case "Me", "Bulk", ".search" -> throw new ScimRefusal(501, null, "not implemented");
            default -> throw ScimRefusal.notFound("resource");
        };
    }

    private ScimAnswer users(ScimCall call) {
        String id = call.id();
        if (id == null) {
            return switch (call.method()) {
                case "GET" -> users.list(call);
                case "POST" -> change(call, () -> users.create(call));
                default -> throw notAllowed();
            };
        }
        return switch (call.method()) {
            case "GET" -> users.read(call, id);
            case "PUT" -> change(call, () -> users.replace(call, id));
            case "PATCH" -> change(call, () -> users.patch(call, id));
            case "DELETE" -> change(call, () -> users.delete(call, id));
            default -> throw notAllowed();
        };
    }

    private ScimAnswer groups(ScimCall call) {
        String id = call.id();
        if (id == null) {
            return switch (call.method()) {
                case "GET" -> groups.list(call);
                case "POST" -> change(call, () -> groups.create(call));
                default -> throw notAllowed();
            };
        }
        return switch (call.method()) {
            case "GET" -> groups.read(call, id);
            case "PUT" -> change(call, () -> groups.replace(call, id));
            case "PATCH" -> change(call, () -> groups.patch(call, id));
            case "DELETE" -> change(call, () -> groups.delete(call, id));
            default -> throw notAllowed();
        };
    }

    private ScimAnswer change(ScimCall call, Supplier<ScimAnswer> work) {
        return locks.one(call.workspace(), work);
    }

    private ObjectNode body(HttpServletRequest request) throws IOException {
        requireJson(request.getContentType());
        int most = (int) settings.maxBody().toBytes();
        if (request.getContentLengthLong() > most) throw tooLarge(most);
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) throw tooLarge(most);
        return ScimJson.parse(body);
    }

    private static void requireJson(@Nullable String header) {
        if (header == null || header.isBlank()) return;
        try {
            MediaType type = MediaType.parseMediaType(header);
            boolean json = type.getType().equals("application")
                    && (type.getSubtype().equals("json") || type.getSubtype().equals("scim+json"));
            if (json) return;
        } catch (InvalidMediaTypeException e) {
            // said below
        }
        throw new ScimRefusal(415, null, "use application/scim+json");
    }

    private String baseUrl(HttpServletRequest request) {
        if (!settings.publicUrl().isEmpty()) return settings.publicUrl() + ScimTarget.ROOT;
        boolean usual = request.getServerPort() == (request.isSecure() ? 443 : 80);
        String port = usual ? "" : ":" + request.getServerPort();
        return request.getScheme() + "://" + request.getServerName() + port + ScimTarget.ROOT;
    }

    private static ScimRefusal notAllowed() {
        return new ScimRefusal(405, null, "this resource has no such method");
    }

    private static ScimRefusal tooLarge(int most) {
        return new ScimRefusal(413, null, "the request body is larger than " + most + " bytes");
    }
}
