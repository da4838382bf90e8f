// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineTest {
    private ServerSocket echo;
    private Line line;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = echo.accept();
                    Thread.ofVirtual().start(() -> answer(client));
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        line = new Line(echo.getLocalPort());
    }

    private static void answer(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The line was cut.
        }
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
        echo.close();
    }

    private Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), line.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static int said(Socket socket, int what) throws IOException {
        socket.getOutputStream().write(what);
        return socket.getInputStream().read();
    }

    @Test
    void whatIsSentShouldArriveAlsoWhenTheLineIsSlow() throws IOException {
        try (Socket socket = open()) {
            assertThat(said(socket, 1)).isEqualTo(1);
            line.set(Line.State.SLOW);
            assertThat(said(socket, 2)).isEqualTo(2);
        }
    }

    @Test
    void aCutLineShouldResetAndRefuseUntilItIsMended() throws IOException {
        try (Socket socket = open()) {
            assertThat(said(socket, 1)).isEqualTo(1);
            line.set(Line.State.CUT);
            assertThatThrownBy(() -> {
                        if (said(socket, 2) < 0) throw new IOException("closed");
                    })
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class);
        }
        line.set(Line.State.OPEN);
        try (Socket socket = open()) {
            assertThat(said(socket, 3)).isEqualTo(3);
        }
    }

    @Test
    void whatIsSentOverAStalledLineShouldArriveWhenItMovesAgain() throws IOException {
        try (Socket socket = open()) {
            assertThat(said(socket, 1)).isEqualTo(1);
            line.set(Line.State.STALLED);
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> said(socket, 2)).isInstanceOf(SocketTimeoutException.class);
            line.set(Line.State.OPEN);
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }
}
