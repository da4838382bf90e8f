// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;

/**
 * A real Elasticsearch for tests, without security. Where Docker runs it is the official image, elsewhere the server that
 * the build brings along as a zip. Where neither can be had the test is skipped and says why. Its start takes 10 to 20
 * seconds, so tests share one unless they kill it.
 */
public final class TestElasticsearch {
    /** System property with the path of the zip; the build sets it. */
    public static final String ZIP = "hansard.elasticsearch.zip";

    private static @Nullable Server shared;

    private TestElasticsearch() {}

    /** A running server, at the same address over all its starts. */
    public interface Server extends AutoCloseable {
        URI url();

        /** Where its data is, if tests can look there. */
        Optional<Path> files();

        /** As {@code kill -9}, at any instruction. Returns when the process is no more. */
        void kill();

        /** After {@link #kill}: the same data, the same address. Returns when it answers. */
        void startAgain();

        /** Ends it and removes its data. Harmless when repeated. */
        @Override
        void close();
    }

    /** The one that all test classes of this JVM share: leave only indices behind that nobody else would name. */
    public static synchronized Server shared() {
        if (shared == null) shared = own();
        return shared;
    }

    /** One that this test alone uses and closes. */
    public static Server own() {
        if (mayHaveDocker() && DockerClientFactory.instance().isDockerAvailable()) {
            try {
                return new OfficialElasticsearch();
            } catch (ContainerLaunchException e) {
                System.out.println("TestElasticsearch: the official image does not start: " + e);
            }
        }
        String zip = System.getProperty(ZIP);
        if (zip == null || !Files.isRegularFile(Path.of(zip))) {
            throw skip("no Docker engine answers, and the system property " + ZIP + " names no file: " + zip);
        }
        try {
            return new BundledElasticsearch(Path.of(zip));
        } catch (BundledElasticsearch.Unfit e) {
            throw skip(e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("Elasticsearch does not start", e);
        }
    }

    private static boolean mayHaveDocker() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    private static RuntimeException skip(@Nullable String reason) {
        System.out.println("TestElasticsearch: skipped, " + reason);
        Assumptions.abort("no Elasticsearch: " + reason);
        return new IllegalStateException(reason);
    }
}
