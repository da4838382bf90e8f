// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.PersonKey;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.edge.auth.Caller;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a method: who, with which arguments, from where. */
public final class ApiCall {

    private final MethodSpec spec;
    private final @Nullable Caller caller;
    private final Arguments arguments;
    private final Request request;
    private final List<String> warnings = new ArrayList<>();
    private final @Nullable String onceId;

    /**
     * Where the call came from.
     *
     * @param origin goes with the commands it causes
     * @param baseUrl scheme, host and port under which the client reached us, without a slash at the end
     */
    public record Request(Origin origin, InetAddress address, String baseUrl, Instant at) {}

    public ApiCall(MethodSpec spec, @Nullable Caller caller, Arguments arguments, Request request) {
        this(spec, caller, arguments, request, null);
    }

    ApiCall(MethodSpec spec, @Nullable Caller caller, Arguments arguments, Request request, @Nullable String onceId) {
        this.spec = spec;
        this.caller = caller;
        this.arguments = arguments;
        this.request = request;
        this.onceId = onceId;
    }

    public MethodSpec spec() {
        return spec;
    }

    /** Who calls; an error in methods that are open to anyone. */
    public Caller caller() {
        if (caller == null) throw new IllegalStateException("the method is open to anyone");
        return caller;
    }

    public Actor actor() {
        return caller().actor();
    }

    public UserId user() {
        return actor().user();
    }

    public WorkspaceId workspace() {
        return caller().workspace();
    }

    public Arguments args() {
        return arguments;
    }

    /** The conversation {@code channel}, within the caller's workspace. */
    public ChannelKey channel() {
        return channel("channel");
    }

    public ChannelKey channel(String argument) {
        return new ChannelKey(workspace(), arguments.channel(argument));
    }

    /** The person named by the argument, or the caller. */
    public PersonKey personOrSelf(String argument) {
        UserId named = arguments.user(argument);
        return new PersonKey(workspace(), named == null ? user() : named);
    }

    public Origin origin() {
        return request.origin();
    }

    public InetAddress address() {
        return request.address();
    }

    /** E.g. {@code http://127.0.0.1:8065}. */
    public String baseUrl() {
        return request.baseUrl();
    }

    /** When the call came in. */
    public Instant now() {
        return request.at();
    }

    /** Refuses with {@code missing_scope} unless the caller has one of the scopes. */
    public void requireScope(String... scopes) {
        ApiDoor.checkScopes(List.of(scopes), caller());
    }

    /** By its Idempotency-Key: the same for the same key, at most 64 letters, digits and dashes. Null without one. */
    public @Nullable String onceId() {
        return onceId;
    }

    /** Adds a soft warning to the answer. */
    public void warn(String code) {
        if (!warnings.contains(code)) warnings.add(code);
    }

    /** The soft warnings so far. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
