// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import dev.hansard.server.demo.DemoWorkspace;
import dev.hansard.server.folder.DataFolder;
import dev.hansard.server.folder.FolderRefused;
import dev.hansard.server.folder.InstanceLock;
import dev.hansard.server.folder.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One server on one data folder, from taking the folder to giving it back. */
public final class HansardServer implements AutoCloseable {
    private final DataFolder folder;
    private final InstanceLock lock;
    private final DatabaseStarter database;
    private volatile @Nullable ConfigurableApplicationContext context;
    private volatile boolean stopping;

    private HansardServer(DataFolder folder) {
        this.folder = folder;
        this.lock = InstanceLock.take(folder);
        this.database = new DatabaseStarter(folder);
    }

    /**
     * Returns when the server answers; it then runs until it is closed or the process is told to end.
     *
     * @throws FolderRefused when the data folder cannot be used or is in use
     * @throws StartFailed when the server does not start for a reason that the operator can act on
     */
    public static HansardServer start(RunSettings settings) {
        var server = new HansardServer(DataFolder.open(settings.data()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        try {
            server.launch(settings);
        } catch (RuntimeException e) {
            // Told to stop while it started: what fails then is no news.
            if (server.stopping) return server;
            server.close();
            throw StartFailed.of(e);
        }
        return server;
    }

    private void launch(RunSettings settings) {
        var secrets = new Secrets(folder);
        secrets.random(Secrets.OPERATOR_TOKEN);
        var application = new SpringApplication(parts(settings));
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        // Spring's own hook would run beside ours, and the database has to stop last.
        application.setRegisterShutdownHook(false);
        application.addInitializers(database, fresh -> {
            var beans = fresh.getBeanFactory();
            beans.registerSingleton("dataFolder", folder);
            beans.registerSingleton("secrets", secrets);
            beans.registerSingleton("runSettings", settings);
            context = fresh;
        });
        var started = (WebServerApplicationContext) application.run(properties(settings));
        String url = "http://" + reachable(settings.host()) + ":" + port(started);
        if (settings.demo() && settings.roles().contains(ServerRole.COMMAND)) {
            started.getBeanProvider(DemoWorkspace.class).ifAvailable(demo -> setUp(demo, settings));
        }
        lock.publish(url);
        Welcome.print(System.out, url, settings, secrets);
    }

    /** Where others answer queries, they may come later. */
    private void setUp(DemoWorkspace demo, RunSettings settings) {
        if (settings.roles().contains(ServerRole.QUERY)) demo.setUp();
        else Thread.ofVirtual().name("demo").start(() -> demo.setUpPatiently(() -> stopping));
    }

    /** In this order: sockets drain and events settle, then the database stops, then the folder is free. */
    @Override
    public void close() {
        synchronized (this) {
            if (stopping) return;
            stopping = true;
        }
        ConfigurableApplicationContext open = context;
        if (open != null && open.isActive()) open.close();
        database.close();
        lock.close();
        LoggerFactory.getLogger(HansardServer.class).info("Stopped");
    }

    private static Class<?>[] parts(RunSettings settings) {
        var parts = new ArrayList<Class<?>>();
        parts.add(HansardApplication.class);
        settings.roles().stream().sorted().map(ServerRole::configuration).forEach(parts::add);
        return parts.toArray(Class<?>[]::new);
    }

    private String[] properties(RunSettings settings) {
        List<String> all = new ArrayList<>(List.of(
                "--hansard.data=" + folder.root(),
                "--hansard.search.folder=" + folder.search(),
                "--server.address=" + settings.host(),
                "--server.port=" + settings.port(),
                "--hansard.rtm.host=" + settings.host(),
                "--hansard.rtm.port=" + settings.rtmPort(),
                "--hansard.rtm.one-port=" + settings.onePort(),
                "--logging.file.name=" + folder.logs().resolve("hansard.json")));
        var external = settings.database();
        if (external != null) {
            all.add("--hansard.store.shards[0].url=" + external.url());
            all.add("--hansard.store.shards[0].username=" + external.user());
            if (external.passwordFile() != null) {
                all.add("--hansard.store.shards[0].password=" + password(external.passwordFile()));
            }
        }
        addSearch(all, settings.search());
        addNode(all, settings);
        if (settings.config() != null) {
            all.add("--spring.config.additional-location="
                    + settings.config().toAbsolutePath().toUri());
        }
        return all.toArray(String[]::new);
    }

    private static void addSearch(List<String> all, RunSettings.@Nullable Search search) {
        if (search == null) return;
        String access = "--hansard.search.elastic.access.";
        all.add("--hansard.search.url=" + search.urls());
        if (search.apiKeyFile() != null) all.add(access + "api-key-file=" + search.apiKeyFile());
        if (search.user() != null) all.add(access + "user=" + search.user());
        if (search.passwordFile() != null) all.add(access + "password-file=" + search.passwordFile());
        if (search.caFile() != null) all.add(access + "ca-file=" + search.caFile());
    }

    private static void addNode(List<String> all, RunSettings settings) {
        RunSettings.Node node = settings.node();
        all.add("--hansard.roles="
                + settings.roles().stream().map(ServerRole::toString).sorted().collect(Collectors.joining(",")));
        // What is not said may stand in the settings.
        if (node.host() != null) all.add("--hansard.cluster.host=" + node.host());
        if (node.port() != null) all.add("--hansard.cluster.port=" + node.port());
        if (node.name() != null) all.add("--hansard.cluster.name=" + node.name());
        if (node.keyFile() != null) all.add("--hansard.keys.file=" + node.keyFile());
        if (node.axonServer() != null) {
            all.add("--axon.axonserver.enabled=true");
            all.add("--axon.axonserver.servers=" + node.axonServer());
        }
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the database password cannot be read from " + file, e);
        }
    }

    private static int port(WebServerApplicationContext context) {
        return Objects.requireNonNull(context.getWebServer(), "no web server").getPort();
    }

    /** Where the command line on this machine finds a server that listens on every address. */
    private static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    }
}
