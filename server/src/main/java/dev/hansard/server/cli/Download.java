// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Fetches a file that may be very large, beside its place until it is whole.
 *
 * @param sha256 that it must have, lower-case hex
 */
record Download(HttpClient http, Supplier<HttpRequest.Builder> request, Path file, String sha256) {
    private static final int TRIES = 5;

    void run() {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            for (int i = 1; !fetch(part); i++) {
                if (i == TRIES) throw new NoServer("the download breaks off again and again; the same command goes on");
            }
            if (!hash(part).equals(sha256)) {
                Files.delete(part);
                throw new CommandFailed("what was downloaded is not what the server made; try again");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailed(file + " cannot be written: " + e.getMessage());
        }
    }

    /** False when it broke off. */
    private boolean fetch(Path part) throws IOException {
        long there = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder asking = request.get();
        if (there > 0) asking.header("Range", "bytes=" + there + "-");
        HttpResponse<InputStream> response;
        try {
            response = http.send(asking.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
        int status = response.statusCode();
        // All of it was there already.
        if (status == 416) return true;
        if (status != 200 && status != 206) throw new CommandFailed("the server refuses the download: " + status);
        var how = status == 206 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (InputStream in = response.body();
                var out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            var buffer = new byte[65_536];
            for (int n = read(in, buffer); n != 0; n = read(in, buffer)) {
                if (n < 0) return n == -1;
                out.write(buffer, 0, n);
            }
        }
        return true;
    }

    /** Like {@link InputStream#read}, -2 when the connection broke: a full disk must be told from that. */
    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return -2;
        }
    }

    private static String hash(Path part) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(Files.newInputStream(part), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
