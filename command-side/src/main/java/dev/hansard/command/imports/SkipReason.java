// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import java.util.Locale;

/** Why something of an archive was left out. */
enum SkipReason {
    // of the whole archive
    NOT_A_ZIP("the file is not a readable ZIP archive", true),
    ZIP_BOMB("the archive would unpack to far more than its size allows", true),
    NOT_A_SLACK_EXPORT("neither channels.json nor another list of conversations is in it", true),
    // of files in it; what they held is not known
    UNSAFE_NAME("an entry's name is absolute, climbs out of the archive or has characters that no export uses", true),
    DUPLICATE_ENTRY("two entries have the same name, so that nobody can say which one counts", true),
    ENTRY_TOO_LARGE("the file is too large when unpacked", true),
    DAMAGED_ENTRY("the file does not unpack to what the archive promises", true),
    BAD_JSON("the file is not valid JSON from some point on; what stood before is in", true),
    FOLDER_WITHOUT_CONVERSATION("the folder belongs to no conversation that the archive lists", true),
    BAD_CONVERSATION("a conversation has no usable id or shares its folder with another one", true),
    NOT_PART_OF_AN_EXPORT("files that are no conversation's days (file bytes, canvases, logs)", false),
    // of people
    BAD_PERSON("a person has no usable id", false),
    UNKNOWN_MEMBER("a member of a channel is not among the people", false),
    // of messages
    BAD_MESSAGE("not an object of type message, or its thread or subtype cannot be read", false),
    BAD_TS("the message has no usable ts", false),
    FUTURE_TS("the ts lies in the future", false),
    DUPLICATE_TS("another message of the same day has the same ts", false),
    MISSING_AUTHOR("neither a person nor a bot wrote it", false),
    BAD_AUTHOR("the author's id is not one", false),
    TOO_MANY_UNKNOWN_AUTHORS("too many authors are not among the people", false),
    MESSAGE_TOO_LARGE("the message is too large", false),
    REVISION_RECORD("a record of an edit or a deletion, not a message: the message stands as it was last", false),
    CONTENT_WITHHELD("the exporting workspace had no key for it", false),
    THREAD_NOT_FOUND("a reply whose root is not in the archive", false),
    // of what hangs on messages
    PIN_WITHOUT_MESSAGE("a pin on a message that is not in the archive", false);

    private final String meaning;
    private final boolean hidesData;

    SkipReason(String meaning, boolean hidesData) {
        this.meaning = meaning;
        this.hidesData = hidesData;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    /** Nobody knows how many messages were lost this way, so the import cannot call itself complete. */
    boolean hidesData() {
        return hidesData;
    }
}
