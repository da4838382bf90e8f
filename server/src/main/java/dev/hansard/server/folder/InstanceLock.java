// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second server out of a data folder. The system gives the lock up when the process ends, however it ends. The
 * file tells the command line where the server is.
 */
public final class InstanceLock implements AutoCloseable {
    private final FileChannel channel;
    private final long pid = ProcessHandle.current().pid();

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws FolderRefused when another process holds the folder */
    public static InstanceLock take(DataFolder folder) {
        try {
            var channel = FileChannel.open(
                    folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new FolderRefused(inUse(folder));
            }
            var lock = new InstanceLock(channel);
            lock.write("pid=" + lock.pid + "\n");
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the command line where the server answers; called once it does. */
    public void publish(String url) {
        write("pid=" + pid + "\nurl=" + url + "\n");
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inUse(DataFolder folder) {
        var holder = RunningServer.in(folder.root());
        String who = holder == null ? "another process" : "process " + holder.pid();
        String where = holder == null || holder.url() == null ? "" : " at " + holder.url();
        return "A server already runs on the data folder " + folder.root() + ": " + who + where
                + ". Stop it first, or choose another folder with --data.";
    }

    private void write(String text) {
        try {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            channel.truncate(0);
            for (long at = 0; bytes.hasRemaining(); ) at += channel.write(bytes, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
