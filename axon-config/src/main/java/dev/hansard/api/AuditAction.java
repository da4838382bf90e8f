// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of the audit trail: everything that is recorded about who did what. An action has Slack's name where Slack
 * has one for it, else one of ours that begins with {@code hansard.}. Stored by constant name, so constants are never
 * renamed or removed.
 */
public enum AuditAction {
    // people
    USER_CREATED("user_created", Group.USER),
    USER_DEACTIVATED("user_deactivated", Group.USER),
    USER_REACTIVATED("user_reactivated", Group.USER),
    USER_EMAIL_UPDATED("user_email_updated", Group.USER),
    USER_PROFILE_UPDATED("user_profile_updated", Group.USER),
    USER_USERNAME_UPDATED("user_username_updated", Group.USER),
    /** An identity provider took the account over, changed its names for it or let go of it. */
    USER_IDENTITY_LINKED("hansard.user_identity_linked", Group.USER),
    ROLE_CHANGE_TO_OWNER("role_change_to_owner", Group.USER),
    ROLE_CHANGE_TO_ADMIN("role_change_to_admin", Group.USER),
    ROLE_CHANGE_TO_USER("role_change_to_user", Group.USER),
    ROLE_CHANGE_TO_GUEST("role_change_to_guest", Group.USER),
    /** A token that is unknown, revoked, expired or of a deactivated account was shown at a door. */
    USER_LOGIN_FAILED("user_login_failed", Group.USER),
    TOKEN_ISSUED("hansard.token_issued", Group.USER),
    TOKEN_REVOKED("hansard.token_revoked", Group.USER),
    /** Somebody with a good token was refused what only others may do. */
    ACTION_REFUSED("hansard.action_refused", Group.USER),

    // user groups
    USERGROUP_CREATED("usergroup_added_to_team", Group.SUBTEAM),
    USERGROUP_UPDATED("usergroup_updated", Group.SUBTEAM),
    USERGROUP_DELETED("usergroup_removed_from_team", Group.SUBTEAM),
    USER_ADDED_TO_USERGROUP("user_added_to_usergroup", Group.SUBTEAM),
    USER_REMOVED_FROM_USERGROUP("user_removed_from_usergroup", Group.SUBTEAM),

    // conversations
    PUBLIC_CHANNEL_CREATED("public_channel_created", Group.CHANNEL),
    PRIVATE_CHANNEL_CREATED("private_channel_created", Group.CHANNEL),
    DIRECT_CONVERSATION_CREATED("hansard.direct_conversation_created", Group.CHANNEL),
    PUBLIC_CHANNEL_ARCHIVE("public_channel_archive", Group.CHANNEL),
    PRIVATE_CHANNEL_ARCHIVE("private_channel_archive", Group.CHANNEL),
    PUBLIC_CHANNEL_UNARCHIVE("public_channel_unarchive", Group.CHANNEL),
    PRIVATE_CHANNEL_UNARCHIVE("private_channel_unarchive", Group.CHANNEL),
    CHANNEL_RENAMED("channel_renamed", Group.CHANNEL),
    CHANNEL_TOPIC_SET("hansard.channel_topic_set", Group.CHANNEL),
    CHANNEL_PURPOSE_SET("hansard.channel_purpose_set", Group.CHANNEL),
    USER_CHANNEL_JOIN("user_channel_join", Group.CHANNEL),
    USER_CHANNEL_LEAVE("user_channel_leave", Group.CHANNEL),
    CHANNEL_RETENTION_CHANGED("channel_retention_changed", Group.CHANNEL),

    // messages
    MESSAGE_EDITED("hansard.message_edited", Group.MESSAGE),
    MESSAGE_DELETED("hansard.message_deleted", Group.MESSAGE),
    /** Not by retention, whose runs have entries of their own. */
    MESSAGE_ERASED("hansard.message_erased", Group.MESSAGE),
    MESSAGE_TOMBSTONED("message_tombstoned", Group.MESSAGE),
    MESSAGE_RESTORED("message_restored", Group.MESSAGE),

    // the workspace and its record
    WORKSPACE_CREATED("workspace_created", Group.WORKSPACE),
    WORKSPACE_RETENTION_CHANGED("hansard.workspace_retention_changed", Group.WORKSPACE),
    PUBLIC_CHANNEL_RETENTION_CHANGED("pref.public_channel_retention_changed", Group.WORKSPACE),
    PRIVATE_CHANNEL_RETENTION_CHANGED("pref.private_channel_retention_changed", Group.WORKSPACE),
    DM_RETENTION_CHANGED("pref.dm_retention_changed", Group.WORKSPACE),
    FILE_RETENTION_CHANGED("pref.file_retention_changed", Group.WORKSPACE),
    RETENTION_OVERRIDE_CHANGED("pref.retention_override_changed", Group.WORKSPACE),
    MANUAL_EXPORT_STARTED("manual_export_started", Group.WORKSPACE),
    MANUAL_EXPORT_COMPLETED("manual_export_completed", Group.WORKSPACE),
    MANUAL_EXPORT_DOWNLOADED("manual_export_downloaded", Group.WORKSPACE),
    MANUAL_EXPORT_DELETED("manual_export_deleted", Group.WORKSPACE),
    /** Of one person's data, for a subject-access request. */
    MANUAL_USER_EXPORT_STARTED("manual_user_export_started", Group.WORKSPACE),
    MANUAL_USER_EXPORT_COMPLETED("manual_user_export_completed", Group.WORKSPACE),
    MANUAL_USER_EXPORT_DOWNLOADED("manual_user_export_downloaded", Group.WORKSPACE),
    MANUAL_USER_EXPORT_DELETED("manual_user_export_deleted", Group.WORKSPACE),
    CHANNELS_EXPORT_STARTED("channels_export_started", Group.WORKSPACE),
    CHANNELS_EXPORT_COMPLETED("channels_export_completed", Group.WORKSPACE),
    CHANNELS_EXPORT_DOWNLOADED("channels_export_downloaded", Group.WORKSPACE),
    CHANNELS_EXPORT_DELETED("channels_export_deleted", Group.WORKSPACE),
    EXPORT_FAILED("hansard.export_failed", Group.WORKSPACE),
    EXPORT_CANCELLED("hansard.export_cancelled", Group.WORKSPACE),
    /** The audit trail itself was read or searched. */
    AUDIT_LOGS_RECORDS_SEARCHED("audit_logs_records_searched", Group.WORKSPACE),
    IMPORT_STARTED("hansard.import_started", Group.WORKSPACE),
    IMPORT_COMPLETED("hansard.import_completed", Group.WORKSPACE),

    // holds, cases and those who work on them
    LEGAL_HOLD_CREATED("legal_hold_policy_created", Group.LEGAL_HOLD),
    LEGAL_HOLD_UPDATED("legal_hold_policy_updated", Group.LEGAL_HOLD),
    LEGAL_HOLD_RELEASED("legal_hold_policy_released", Group.LEGAL_HOLD),
    LEGAL_HOLD_REACTIVATED("legal_hold_policy_reactivated", Group.LEGAL_HOLD),
    LEGAL_HOLD_ENTITIES_ADDED("legal_hold_policy_entities_added", Group.LEGAL_HOLD),
    LEGAL_HOLD_ENTITIES_DELETED("legal_hold_policy_entities_deleted", Group.LEGAL_HOLD),
    LEGAL_HOLD_EXCLUSION_ADDED("legal_hold_policy_exclusion_added", Group.LEGAL_HOLD),
    LEGAL_HOLD_EXCLUSION_DELETED("legal_hold_policy_exclusion_deleted", Group.LEGAL_HOLD),
    CASE_CREATED("hansard.case_created", Group.LEGAL_HOLD),
    CASE_UPDATED("hansard.case_updated", Group.LEGAL_HOLD),
    CASE_CLOSED("hansard.case_closed", Group.LEGAL_HOLD),
    /** Somebody with a compliance role searched what others wrote. */
    CASE_SEARCHED("hansard.case_searched", Group.LEGAL_HOLD),
    /** Somebody with a compliance role read what others wrote. */
    CASE_CONTENT_READ("hansard.case_content_read", Group.LEGAL_HOLD),
    /** A role in a case was asked for and waits for a second person. */
    CASE_ROLE_REQUESTED("hansard.case_role_requested", Group.ROLE),
    ROLE_ASSIGNED("role_assigned", Group.ROLE),
    ROLE_REMOVED("role_removed", Group.ROLE),

    // keeping and forgetting
    RETENTION_PREVIEWED("hansard.retention_previewed", Group.HANSARD),
    RETENTION_CHANGE_REQUESTED("hansard.retention_change_requested", Group.HANSARD),
    RETENTION_CHANGE_APPROVED("hansard.retention_change_approved", Group.HANSARD),
    RETENTION_CHANGE_CANCELLED("hansard.retention_change_cancelled", Group.HANSARD),
    RETENTION_RUN_STARTED("hansard.retention_run_started", Group.HANSARD),
    RETENTION_RUN_COMPLETED("hansard.retention_run_completed", Group.HANSARD),
    ERASURE_REQUESTED("hansard.erasure_requested", Group.HANSARD),
    ERASURE_COMPLETED("hansard.erasure_completed", Group.HANSARD),
    /** Profiles, topics or purposes. */
    CONTENT_ERASED("hansard.content_erased", Group.HANSARD),
    KEY_CREATED("hansard.key_created", Group.HANSARD),
    KEY_ROTATED("hansard.key_rotated", Group.HANSARD),
    KEY_DESTROYED("hansard.key_destroyed", Group.HANSARD),

    // proofs
    PROOF_REQUESTED("hansard.proof_requested", Group.HANSARD),
    CHECKPOINT_PUBLISHED("hansard.checkpoint_published", Group.HANSARD),
    RECORD_VERIFIED("hansard.record_verified", Group.HANSARD),

    // the operator
    OPERATOR_LOGIN_FAILED("hansard.operator_login_failed", Group.HANSARD),
    REPLAY_STARTED("hansard.replay_started", Group.HANSARD),
    REPLAY_COMPLETED("hansard.replay_completed", Group.HANSARD),
    INDEX_PURGE_STARTED("hansard.index_purge_started", Group.HANSARD),
    /** Each shard by itself. */
    INDEX_PURGE_COMPLETED("hansard.index_purge_completed", Group.HANSARD),
    WORKSPACE_MOVE_STARTED("hansard.workspace_move_started", Group.HANSARD),
    /** Halted, gone on with or given up. */
    WORKSPACE_MOVE_CHANGED("hansard.workspace_move_changed", Group.HANSARD),
    DEAD_LETTERS_RETRIED("hansard.dead_letters_retried", Group.HANSARD),
    RECORD_INSPECTED("hansard.record_inspected", Group.HANSARD);

    /** What an action is about, by the name under which Slack's {@code actions} answer lists it. */
    public enum Group {
        WORKSPACE("workspace_or_org"),
        USER("user"),
        CHANNEL("channel"),
        MESSAGE("message"),
        ROLE("role"),
        SUBTEAM("subteam"),
        LEGAL_HOLD("legal_hold"),
        HANSARD("hansard");

        private final String wire;

        Group(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    private static final Map<String, AuditAction> BY_WIRE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(AuditAction::wire, Function.identity()));

    private final String wire;
    private final Group group;

    AuditAction(String wire, Group group) {
        this.wire = wire;
        this.group = group;
    }

    /** As the Audit Logs API writes it. */
    public String wire() {
        return wire;
    }

    public Group group() {
        return group;
    }

    /** The action of this name, or null. */
    public static @Nullable AuditAction named(String wire) {
        return BY_WIRE.get(wire);
    }
}
