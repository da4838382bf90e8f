// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.session;

import dev.hansard.api.Actor;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.EncodedFrame;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One device of a person, connected. */
public final class Session {
    private final CredentialView credential;
    private final PersonKey person;
    private final Connection connection;
    private final Manner manner;
    private final Set<UserId> watched = ConcurrentHashMap.newKeySet();
    private volatile Actor actor;
    private volatile long heard;
    private volatile long active;
    /** 0 while no sign of life is due. */
    private volatile long asked;

    /**
     * How the client wants to be spoken to.
     *
     * @param greeted gets a {@code hello}
     * @param batchPresence takes several people in one {@code presence_change}
     */
    public record Manner(boolean greeted, boolean batchPresence) {}

    /** @param now {@link System#nanoTime} */
    public Session(CredentialView credential, Connection connection, Manner manner, long now) {
        this.credential = credential;
        this.person = new PersonKey(credential.key().workspace(), credential.user());
        this.connection = connection;
        this.manner = manner;
        this.actor = credential.actor();
        this.heard = now;
        this.active = now;
    }

    public PersonKey person() {
        return person;
    }

    public WorkspaceId workspace() {
        return person.workspace();
    }

    public CredentialKey credential() {
        return credential.key();
    }

    public CredentialView credentialView() {
        return credential;
    }

    public Actor actor() {
        return actor;
    }

    public void roleChanged(Role role) {
        actor = new Actor(actor.user(), role, actor.bot(), actor.app());
    }

    public Connection connection() {
        return connection;
    }

    public Manner manner() {
        return manner;
    }

    /** Whose presence it asked for. */
    public Set<UserId> watched() {
        return watched;
    }

    public void send(EncodedFrame frame) {
        connection.send(frame);
    }

    public void close(CloseCode code) {
        connection.close(code);
    }

    /** There was a sign of life. */
    public void heard(long now) {
        heard = now;
        asked = 0;
    }

    /** The person did something, which a client's keep-alive is not. */
    public void active(long now) {
        active = now;
    }

    /** Nanoseconds since the last sign of life. */
    public long silentFor(long now) {
        return now - heard;
    }

    /** {@link System#nanoTime} of the person's last activity. */
    public long activeAt() {
        return active;
    }

    /** Nanoseconds since a sign of life was asked for that did not come; -1 if none is due. */
    public long unansweredFor(long now) {
        long since = asked;
        return since == 0 ? -1 : now - since;
    }

    /** A sign of life was asked for. */
    public void asked(long now) {
        asked = now == 0 ? 1 : now;
    }
}
