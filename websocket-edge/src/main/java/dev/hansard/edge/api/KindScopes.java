// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A family of scopes of which each kind of conversation has its own, e.g. {@code channels:read … im:read}. */
public enum KindScopes {
    READ("read"),
    HISTORY("history"),
    WRITE("write", "channels:manage");

    private final Map<ChannelKind, List<String>> accepted = new EnumMap<>(ChannelKind.class);

    KindScopes(String verb, String... alsoPublic) {
        var forPublic = new ArrayList<>(List.of(alsoPublic));
        forPublic.add("channels:" + verb);
        accepted.put(ChannelKind.PUBLIC, List.copyOf(forPublic));
        accepted.put(ChannelKind.PRIVATE, List.of("groups:" + verb));
        accepted.put(ChannelKind.IM, List.of("im:" + verb));
        accepted.put(ChannelKind.MPIM, List.of("mpim:" + verb));
    }

    /** All of them, for a method's {@link MethodSpec}; one suffices to enter. */
    public String[] all(String... besides) {
        var all = new ArrayList<String>();
        for (ChannelKind kind : ChannelKind.values()) all.addAll(accepted.getOrDefault(kind, List.of()));
        all.addAll(List.of(besides));
        return all.toArray(String[]::new);
    }

    /** Refuses with {@code missing_scope} if the caller's token is not for this kind of conversation. */
    public void check(ApiCall call, ChannelKind kind) {
        ApiDoor.checkScopes(accepted.getOrDefault(kind, List.of()), call.caller());
    }

    /** Like {@link #check(ApiCall, ChannelKind)}; looks the conversation up only if the token's scopes leave a doubt. */
    public void check(ApiCall call, ChannelKey channel, Backend backend) {
        boolean all =
                accepted.values().stream().allMatch(scopes -> scopes.stream().anyMatch(call.caller()::has));
        if (!all) check(call, backend.channel(call, channel).kind());
    }
}
