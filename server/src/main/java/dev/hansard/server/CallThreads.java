// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Runs HTTP calls on platform threads, and on virtual ones where these are all at work: a call asks the database several times,
 * and each answer that a virtual thread waits for costs it a detour over a poller. What piles up, and long polls, may be
 * thousands, and waits on virtual threads.
 */
final class CallThreads implements Executor, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** As many as Tomcat has by default. */
    static final int PLATFORM = 200;

    private static final int IDLE_SECONDS = 60;

    private final ThreadPoolExecutor platform = new ThreadPoolExecutor(
            0,
            PLATFORM,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("call-", 0).daemon().factory(),
            (call, full) -> Thread.ofVirtual().name("call").start(call));

    @Override
    public void execute(Runnable call) {
        platform.execute(call);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addProtocolHandlerCustomizers(handler -> handler.setExecutor(this));
    }
}
