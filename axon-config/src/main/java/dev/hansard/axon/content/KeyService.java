// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

/**
 * Holds the master key, which wraps the workspaces' keys. Asked when a workspace's key is first used in a process, when one
 * is made, and at rotation; never for each message.
 */
public interface KeyService extends AutoCloseable {
    /**
     * Wraps a key under the newest version of the master key.
     *
     * @param context what the key is for; the same must be given to {@link #unwrap}
     * @throws KeysUnavailable when the service does not answer
     */
    byte[] wrap(byte[] key, String context);

    /**
     * @throws KeysUnavailable when the service does not answer
     * @throws KeysRefused when the master key did not wrap this
     */
    byte[] unwrap(byte[] wrapped, String context);

    /** Makes a new version of the master key; older ones still unwrap. */
    void rotate();

    /** Destroys all versions but the newest. */
    void destroyOlder();

    /** Which master key, for messages: a file or an address, never the key. */
    String describe();

    /**
     * Called once before anything else.
     *
     * @param inUse whether there are keys that it wrapped
     * @throws KeysRefused when there are, but the master key is missing
     */
    void start(boolean inUse);

    @Override
    void close();
}
