// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.axon.bus.Queries;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.auth.AddressClass;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.transport.Handshake;
import dev.hansard.edge.transport.Transport;
import dev.hansard.edge.wire.Json;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code rtm.connect}: a URL that is good for one session. Its rate is not Slack's tier 1: when a server goes away, all of a
 * workspace's clients ask at once.
 */
@Component
final class RtmConnect implements ApiMethod {
    private static final MethodSpec SPEC = MethodSpec.of("rtm.connect", Tier.SPECIAL, "rtm:stream", "client");

    private final Admission admission;
    private final Queries queries;
    private final RtmTeams teams;
    private final Tickets tickets;
    private final Transport transport;
    private final RtmSettings settings;

    RtmConnect(
            Admission admission,
            Queries queries,
            RtmTeams teams,
            Tickets tickets,
            Transport transport,
            RtmSettings settings) {
        this.admission = admission;
        this.queries = queries;
        this.teams = teams;
        this.tickets = tickets;
        this.transport = transport;
        this.settings = settings;
    }

    @Override
    public MethodSpec spec() {
        return SPEC;
    }

    @Override
    public ObjectNode handle(ApiCall call) {
        admission.admit();
        return admission.inTurn(() -> invite(call));
    }

    private ObjectNode invite(ApiCall call) {
        WorkspaceView workspace = teams.of(call.workspace());
        PersonView person =
                queries.<@Nullable PersonView>ask(new FindPerson(call.caller().person()));
        var manner = new Session.Manner(true, call.args().flag("batch_presence_aware", false));
        String ticket = tickets.issue(new Ticket(
                call.caller().credential(),
                manner,
                call.args().cursor(),
                person == null ? null : person.awayManually(),
                AddressClass.of(call.address())));
        ObjectNode json = Json.object().put("url", base(call.baseUrl()) + Handshake.PATH + ticket);
        json.putObject("self").put("id", call.user().value()).put("name", person == null ? "" : person.handle());
        json.putObject("team")
                .put("id", workspace.id().value())
                .put("name", workspace.name())
                .put("domain", workspace.domain());
        return json;
    }

    private String base(String baseUrl) {
        if (!settings.publicUrl().isEmpty()) return settings.publicUrl();
        int port = transport.port();
        if (port == 0) return "ws" + baseUrl.substring("http".length());
        return "ws://" + URI.create(baseUrl).getHost() + ':' + port;
    }
}
