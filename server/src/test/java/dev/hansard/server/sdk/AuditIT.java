// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.audit.Actions;
import com.slack.api.audit.AuditApiException;
import com.slack.api.audit.AuditClient;
import com.slack.api.audit.response.LogsResponse;
import com.slack.api.audit.response.LogsResponse.Entry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Audit Logs API as Slack's Java SDK reads it. */
class AuditIT extends SdkTest {
    private static final String SCOPE = "auditlogs:read";

    private static AuditClient audit(@Nullable String token) {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(SdkServer.usual().apiUrl());
        config.setAuditEndpointUrlPrefix(
                SdkServer.usual().url().resolve("/audit/v1/").toString());
        return Slack.getInstance(config).audit(token);
    }

    private static AuditClient owner() {
        return audit(SdkServer.usual().issue("olivia", SCOPE));
    }

    private static List<Entry> entries(String action, @Nullable String entity) throws Exception {
        return owner().getLogs(r -> r.action(action).entity(entity).limit(100)).getEntries();
    }

    @Test
    void ownerShouldReadWhoDidWhatToAChannel() throws Exception {
        String channel = privateChannel(as("max"), MINA);
        ok(as("max").conversationsRename(r -> r.channel(channel).name(freshName("new"))));
        ok(as("max").conversationsArchive(r -> r.channel(channel)));

        List<Entry> all = owner().getLogs(r -> r.entity(channel).limit(100)).getEntries();

        assertThat(all)
                .extracting(Entry::getAction)
                .containsExactly(
                        Actions.Channel.private_channel_archive,
                        Actions.Channel.channel_renamed,
                        Actions.Channel.user_channel_join,
                        Actions.Channel.private_channel_created);
        Entry joined = all.get(2);
        assertThat(joined.getActor().getUser().getId()).isEqualTo(MINA);
        assertThat(joined.getActor().getUser().getName()).isNotEmpty();
        assertThat(joined.getActor().getUser().getTeam()).isEqualTo(TEAM);
        assertThat(joined.getDetails().getInviter().getUser().getId()).isEqualTo(MAX);
        assertThat(joined.getEntity().getType()).isEqualTo("channel");
        assertThat(joined.getEntity().getChannel().getId()).isEqualTo(channel);
        assertThat(joined.getEntity().getChannel().getPrivacy()).isEqualTo("private");
        assertThat(joined.getContext().getLocation().getId()).isEqualTo(TEAM);
        assertThat(joined.getContext().getLocation().getDomain()).isEqualTo("demo");
        assertThat(joined.getDateCreate()).isPositive();
        Entry renamed = all.get(1);
        assertThat(renamed.getDetails().getNewValue()).isNotNull();
        assertThat(renamed.getDetails().getPreviousValue()).isNotNull();
    }

    @Test
    void pagesShouldCoverTheTrail() throws Exception {
        String channel = channel(as("max"), MINA, OLIVIA, BOTTY);
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            String from = cursor;
            LogsResponse page = owner().getLogs(r -> r.entity(channel).limit(1).cursor(from.isEmpty() ? null : from));
            page.getEntries().forEach(entry -> seen.add(entry.getId()));
            cursor = page.getResponseMetadata().getNextCursor();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void actionsAndSchemasShouldBeReadable() throws Exception {
        var actions = audit("xoxp-nobody-at-all").getActions(r -> r).getActions();
        assertThat(actions.getUser()).contains(Actions.User.user_login_failed, Actions.User.role_change_to_admin);
        assertThat(actions.getChannel()).contains(Actions.Channel.user_channel_join);
        assertThat(actions.getWorkspaceOrOrg()).contains(Actions.WorkspaceOrOrg.audit_logs_records_searched);
        assertThat(actions.getLegalHold()).contains("legal_hold_policy_created");
        var schemas = audit("xoxp-nobody-at-all").getSchemas(r -> r).getSchemas();
        assertThat(schemas).anySatisfy(schema -> {
            assertThat(schema.getType()).isEqualTo("user");
            assertThat(schema.getUser().getEmail()).isEqualTo("string");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "adam,  auditlogs:read, 403, not_authorized",
        "max,   auditlogs:read, 403, not_authorized",
        "gary,  auditlogs:read, 403, not_authorized",
        "simon, auditlogs:read, 403, not_authorized",
        "botty, auditlogs:read, 403, not_allowed_token_type",
        "olivia, chat:write,    403, missing_scope",
        "max,   chat:write,     403, missing_scope",
    })
    void whoMayNotReadShouldBeRefusedOnTheTrail(String who, String scope, int status, String error) {
        AuditClient client = audit(SdkServer.usual().issue(who, scope));

        var refusal = catchThrowableOfType(AuditApiException.class, () -> client.getLogs(r -> r.entity(GENERAL)));

        assertThat(refusal.getResponse().code()).isEqualTo(status);
        assertThat(refusal.getError().getError()).isEqualTo(error);
        if (error.equals("missing_scope")) {
            assertThat(refusal.getError().getNeeded()).isEqualTo(SCOPE);
            assertThat(refusal.getError().getProvided()).isEqualTo(scope);
        }
        assertThat(refusalsOf(Cast.id(who))).contains(error);
    }

    @Test
    void tokensThatWereGoodOnceShouldBeRefusedOnTheTrail() throws Exception {
        String revoked = SdkServer.usual().issue("olivia", SCOPE);
        ok(withToken(revoked).authRevoke(r -> r));
        assertThat(get("/audit/v1/logs", revoked)).isEqualTo("401 {\"ok\":false,\"error\":\"token_revoked\"}");
        String inactive = SdkServer.usual().issue("dora", SCOPE);
        assertThat(get("/audit/v1/logs", inactive)).isEqualTo("401 {\"ok\":false,\"error\":\"account_inactive\"}");
        assertThat(get("/audit/v1/nothing", inactive)).startsWith("404 ");
        assertThat(entries("user_login_failed", null))
                .extracting(entry -> entry.getDetails().getReason())
                .contains("token_revoked", "account_inactive");
    }

    private static List<String> refusalsOf(String user) {
        try {
            return owner()
                    .getLogs(r -> r.action("hansard.action_refused").actor(user).limit(100))
                    .getEntries()
                    .stream()
                    .map(entry -> entry.getDetails().getReason())
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What there is and what there is not look the same to who may not read. */
    @Test
    void refusalsShouldNotTellWhatExists() throws Exception {
        String member = SdkServer.usual().issue("max", SCOPE);
        String there = get("/audit/v1/logs?entity=" + GENERAL, member);
        assertThat(get("/audit/v1/logs?entity=" + NO_CHANNEL, member)).isEqualTo(there);
        String nobody = get("/audit/v1/logs", "xoxp-" + TEAM + "-K0NOBODY-secret");
        assertThat(get("/audit/v1/logs", "xoxp-T0NOWHERE-K0NOBODY-secret")).isEqualTo(nobody);
        assertThat(get("/audit/v1/logs", "garbage")).isEqualTo(nobody);
        assertThat(nobody).isEqualTo("401 {\"ok\":false,\"error\":\"invalid_auth\"}");
    }

    private static String get(String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(SdkServer.usual().url().resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    @Test
    void tokensAndFailedLoginsShouldBeOnTheTrail() throws Exception {
        String token = SdkServer.usual().issue("mina", "users:read");
        String credential = token.split("-")[2];
        ok(withToken(token).authRevoke(r -> r));
        refused(withToken(token).authTest(r -> r), "token_revoked");

        assertThat(entries("hansard.token_issued,hansard.token_revoked,user_login_failed", credential))
                .extracting(entry -> entry.getAction() + " " + entry.getActor().getType())
                .contains("hansard.token_revoked user", "hansard.token_issued operator");
        assertThat(entries("user_login_failed", null)).anySatisfy(entry -> {
            assertThat(entry.getContext().getIpAddress()).isEqualTo("127.0.0.1");
            assertThat(entry.getDetails().getReason()).isNotEmpty();
        });
    }

    @Test
    void readingShouldBeOnTheTrail() throws Exception {
        owner().getLogs(r -> r.entity("C0MARKED00"));
        assertThat(entries("audit_logs_records_searched", null)).anySatisfy(entry -> {
            assertThat(entry.getActor().getUser().getId()).isEqualTo(OLIVIA);
            assertThat(entry.getContext().getUa()).contains("slack-api-client");
        });
    }

    @Test
    void messagesShouldBeOnTheTrailByIdOnly() throws Exception {
        String channel = channel(as("max"));
        String ts = post(as("max"), channel, "first words");
        ok(as("max").chatUpdate(r -> r.channel(channel).ts(ts).text("second words")));
        ok(as("max").chatDelete(r -> r.channel(channel).ts(ts)));

        List<Entry> entries = entries("hansard.message_edited,hansard.message_deleted", channel);

        assertThat(entries).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.getEntity().getMessage().getChannel()).isEqualTo(channel);
            assertThat(entry.getEntity().getMessage().getTimestamp()).isEqualTo(ts);
            assertThat(entry.toString()).doesNotContain("words");
        });
    }
}
