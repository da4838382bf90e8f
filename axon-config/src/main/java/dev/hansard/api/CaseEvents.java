// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/** What happened to the e-discovery cases of a workspace. */
public sealed interface CaseEvents extends DomainEvent {
    CaseKey key();

    /** {@code M…} */
    String caseId();

    @Override
    default String streamId() {
        return key().toString();
    }

    record CaseOpened(
            CaseKey key, String caseId, UserId by, @Nullable CaseText content)
            implements CaseEvents, HasContent<CaseText> {
        @Override
        public Class<CaseText> contentType() {
            return CaseText.class;
        }

        @Override
        public CaseOpened withContent(@Nullable CaseText newContent) {
            return new CaseOpened(key, caseId, by, newContent);
        }
    }

    /** A role was asked for and waits for a second person. */
    record CaseRoleRequested(CaseKey key, String caseId, UserId user, CaseRole role, UserId by) implements CaseEvents {}

    /** @param approvedBy the second person, null where none was needed */
    record CaseRoleGranted(
            CaseKey key,
            String caseId,
            UserId user,
            CaseRole role,
            UserId by,
            @Nullable UserId approvedBy) implements CaseEvents {}

    /** The role ended, or what was asked for and waited was refused. */
    record CaseRoleRevoked(CaseKey key, String caseId, UserId user, CaseRole role, UserId by) implements CaseEvents {}

    record HoldAttached(CaseKey key, String caseId, String hold, UserId by) implements CaseEvents {}

    /**
     * @param search {@code Z…}
     * @param words whether words were searched for
     * @param position of the record that was searched
     */
    record CaseSearched(
            CaseKey key,
            String caseId,
            String search,
            CaseScope scope,
            boolean words,
            long position,
            UserId by,
            @Nullable CaseText content)
            implements CaseEvents, HasContent<CaseText> {
        @Override
        public Class<CaseText> contentType() {
            return CaseText.class;
        }

        @Override
        public CaseSearched withContent(@Nullable CaseText newContent) {
            return new CaseSearched(key, caseId, search, scope, words, position, by, newContent);
        }
    }

    record CaseClosed(
            CaseKey key, String caseId, UserId by, @Nullable CaseText content)
            implements CaseEvents, HasContent<CaseText> {
        @Override
        public Class<CaseText> contentType() {
            return CaseText.class;
        }

        @Override
        public CaseClosed withContent(@Nullable CaseText newContent) {
            return new CaseClosed(key, caseId, by, newContent);
        }
    }

    record CaseReopened(
            CaseKey key, String caseId, UserId by, @Nullable CaseText content)
            implements CaseEvents, HasContent<CaseText> {
        @Override
        public Class<CaseText> contentType() {
            return CaseText.class;
        }

        @Override
        public CaseReopened withContent(@Nullable CaseText newContent) {
            return new CaseReopened(key, caseId, by, newContent);
        }
    }
}
