// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alarms that are handed out ask for metrics that there are. */
class DashboardIT extends SdkTest {
    private static final Path DEPLOY = Path.of(System.getProperty("hansard.root", ".."), "deploy");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:hansard|hikaricp|jvm|process|resilience4j)_[a-z0-9_]+\\b");

    /** Made at their first occasion, which this server has not had. */
    private static final Set<String> AT_FIRST_OCCASION = Set.of(
            "hansard_api_limited_total",
            "hansard_audit_stream_lag",
            "hansard_idempotency_calls_total",
            "hansard_limits_refused_total",
            "hansard_limits_unshared_total",
            "hansard_overload_shed_total",
            "jvm_gc_pause_seconds_sum",
            "resilience4j_circuitbreaker_state");

    @Test
    void everyMetricOfDashboardAndAlarmsShouldExist() throws Exception {
        assumeTrue(SdkServer.usual().isAlone(), "one process of several measures its own roles only");
        String channel = channel(as("max"), MINA);
        post(as("max"), channel, "something to measure");
        var owner = new Scim(SdkServer.usual().issue("olivia", "admin"));
        owner.get("Users?count=1").is(200);
        Set<String> asked = names(Files.readString(DEPLOY.resolve("grafana/dashboards/hansard.json")));
        assertThat(asked).hasSizeGreaterThan(20);
        asked.addAll(names(Files.readString(DEPLOY.resolve("prometheus/alerts.yml"))));
        asked.removeAll(measured());
        asked.removeAll(AT_FIRST_OCCASION);
        assertThat(asked).as("metrics that nobody measures").isEmpty();
        String manual = Files.readString(DEPLOY.resolve("../docs/operations.md"));
        assertThat(AT_FIRST_OCCASION).allMatch(metric -> metric.startsWith("jvm_") || manual.contains(metric));
    }

    @Test
    void everyDescriptionOfADeploymentShouldBeReadable() throws Exception {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yml") || name.endsWith(".yaml")) {
                    assertThat(new Yaml().loadAll(Files.readString(file)))
                            .as("%s", file)
                            .allMatch(each -> each != null);
                } else if (name.endsWith(".json")) {
                    JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
                    assertThat(json.isObject()).as("%s", file).isTrue();
                }
            }
        }
    }

    private static Set<String> names(String text) {
        return METRIC.matcher(text).results().map(each -> each.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> measured() throws Exception {
        var request = HttpRequest.newBuilder(SdkServer.usual().url().resolve("/actuator/prometheus"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toSet());
        }
    }
}
