// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks SCIM as an identity provider does: JSON over HTTP. Single quotes stand for double ones. */
record Scim(String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Reply(int status, JsonNode body, HttpResponse<String> response) {
        Reply is(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            if (expected >= 400) {
                assertThat(body.path("schemas").get(0).asString())
                        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
                assertThat(body.path("status").asString()).isEqualTo(Integer.toString(expected));
            }
            return this;
        }

        String id() {
            return body.path("id").asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply filter(String kind, String filter) {
        return get(kind + "?filter=" + URLEncoder.encode(filter.replace('\'', '"'), StandardCharsets.UTF_8));
    }

    Reply send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(SdkServer.usual().url().resolve("/scim/v2/" + path))
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        if (body != null) request.header("Content-Type", "application/scim+json");
        if (headers.length > 0) request.headers(headers);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), JsonMapper.shared().readTree(response.body()), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply patch(String path, String operations) {
        return send(
                "PATCH",
                path,
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':" + operations + "}");
    }
}
