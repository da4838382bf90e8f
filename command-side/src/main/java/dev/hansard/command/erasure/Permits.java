// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.erasure;

import dev.hansard.api.Actor;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.content.ErasureGuard;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Decides whether content may be erased: only the operator, and only if no guard objects. */
@Component
public final class Permits {
    private final List<ErasureGuard> guards;

    @Autowired
    Permits(ObjectProvider<ErasureGuard> guards) {
        this(guards.orderedStream().toList());
    }

    public Permits(List<ErasureGuard> guards) {
        this.guards = List.copyOf(guards);
    }

    /** The ground to be recorded; refuses with {@code no_permission} or {@code invalid_arguments}. */
    public static Erasure ground(ErasureReason reason, String authority, Actor actor) {
        Rejection.unless(actor.isOperator(), ErrorCode.NO_PERMISSION);
        Rejection.unless(authority.length() <= Erasure.MAX_AUTHORITY, ErrorCode.INVALID_ARGUMENTS);
        return new Erasure(reason, authority, actor.user());
    }

    /** Refuses with {@code compliance_exports_prevent_deletion} and the objection. */
    public void require(String stream, List<Long> sequences, @Nullable Ts ts, UserId author, Erasure erasure) {
        var subject = new ErasureGuard.Subject(stream, sequences, ts, author, erasure);
        for (ErasureGuard guard : guards) {
            String objection = guard.objection(subject);
            if (objection != null) throw new Rejection(ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION, objection);
        }
    }
}
