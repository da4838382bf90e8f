// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names emoji as Slack does, so that a character and its {@code :name:} are found by each other. Most names are the Unicode
 * name with underscores; {@link #NAMES} has those that chats use and that differ.
 */
final class Emoji {
    /** No emoji begins with a character before this one. */
    static final char FIRST = '\u00a9';

    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int VARIATION = 0xfe0f;
    private static final int KEYCAP = 0x20e3;

    /** Character, name, further names. */
    private static final String NAMES = """
            👍 +1 thumbsup
            👎 -1 thumbsdown
            🎉 tada party_popper
            😂 joy
            🤣 rolling_on_the_floor_laughing rofl
            😄 smile
            😃 smiley
            😀 grinning
            😁 grin
            😆 laughing satisfied
            😅 sweat_smile
            🙂 slightly_smiling_face
            🙃 upside_down_face
            😉 wink
            😊 blush
            😍 heart_eyes
            😘 kissing_heart
            😎 sunglasses
            😐 neutral_face
            😕 confused
            😢 cry
            😭 sob
            😱 scream
            😡 rage
            😠 angry
            😴 sleeping
            😬 grimacing
            😞 disappointed
            😔 pensive
            😮 open_mouth
            😛 stuck_out_tongue
            😜 stuck_out_tongue_winking_eye
            🤔 thinking_face thinking
            🤷 shrug
            🤦 face_palm facepalm
            🙄 face_with_rolling_eyes
            🤯 exploding_head
            🥳 partying_face
            🤗 hugging_face hugs
            🫡 saluting_face
            🫠 melting_face
            🥺 pleading_face
            😇 innocent
            🙏 pray
            👏 clap
            🙌 raised_hands
            👋 wave
            👌 ok_hand
            💪 muscle
            🤝 handshake
            ✌ v
            🤞 crossed_fingers
            👆 point_up_2
            👇 point_down
            👉 point_right
            👈 point_left
            ☝ point_up
            ✋ hand raised_hand
            🖖 spock-hand
            ❤ heart
            💔 broken_heart
            💙 blue_heart
            💚 green_heart
            💜 purple_heart
            🧡 orange_heart
            💛 yellow_heart
            💯 100
            ✅ white_check_mark
            ☑ ballot_box_with_check
            ✔ heavy_check_mark
            ❌ x
            ⚠ warning
            ❗ exclamation heavy_exclamation_mark
            ❓ question
            ‼ bangbang
            ➕ heavy_plus_sign
            ➖ heavy_minus_sign
            ♻ recycle
            ⭐ star
            🌟 star2
            ✨ sparkles
            💥 boom collision
            💩 hankey poop shit
            🚢 ship
            🎂 birthday
            🎈 balloon
            🎁 gift
            🏆 trophy
            🥇 first_place_medal
            ☕ coffee
            🍺 beer
            🍻 beers
            🍕 pizza
            🐍 snake
            🐧 penguin
            🐳 whale
            🦀 crab
            🐙 octopus
            🐼 panda_face
            🐱 cat
            🐶 dog
            ☀ sunny
            ☁ cloud
            ❄ snowflake
            🌈 rainbow
            🔥 fire
            💡 bulb
            🔒 lock
            🔓 unlock
            🔑 key
            🔧 wrench
            🔨 hammer
            🛠 hammer_and_wrench
            ⚙ gear
            🔗 link
            📎 paperclip
            📌 pushpin
            📝 memo pencil
            📖 book open_book
            📚 books
            📦 package
            📅 date
            📈 chart_with_upwards_trend
            📉 chart_with_downwards_trend
            📣 mega
            📢 loudspeaker
            🔔 bell
            💬 speech_balloon
            💻 computer
            📱 iphone
            ☎ phone telephone
            ✉ email envelope
            🕐 clock1
            ⏰ alarm_clock
            ⏳ hourglass_flowing_sand
            🚨 rotating_light
            🚧 construction
            🚫 no_entry_sign
            ⛔ no_entry
            🛑 octagonal_sign
            🟢 large_green_circle
            🔴 red_circle
            🔵 large_blue_circle
            🟡 large_yellow_circle
            🆕 new
            🆗 ok
            🆘 sos
            ⬆ arrow_up
            ⬇ arrow_down
            ➡ arrow_right
            ⬅ arrow_left
            🇩🇪 flag-de de
            🇬🇧 flag-gb gb uk
            🇺🇸 flag-us us
            🇫🇷 flag-fr fr
            🇪🇸 flag-es es
            🇮🇹 flag-it it
            """;

    private static final Map<String, String> BY_CHARACTER = new HashMap<>();
    private static final Map<String, String> BY_NAME = new HashMap<>();

    static {
        NAMES.lines().map(line -> line.split(" ")).forEach(line -> {
            BY_CHARACTER.put(line[0], line[1]);
            for (int i = 2; i < line.length; i++) BY_NAME.put(line[i], line[1]);
        });
    }

    private Emoji() {}

    /** The one name for all names of an emoji; one that is only known here by this name keeps it. */
    static String canonical(String name) {
        return BY_NAME.getOrDefault(name, name);
    }

    /** How many characters the emoji has that begins at {@code at}, 0 if none does. */
    static int lengthAt(CharSequence text, int at) {
        int end = next(text, at);
        if (end == at) return 0;
        while (end < text.length()) {
            int c = Character.codePointAt(text, end);
            if (c == VARIATION || c == KEYCAP || Character.isEmojiModifier(c)) {
                end += Character.charCount(c);
            } else if (c == ZERO_WIDTH_JOINER && end + 1 < text.length()) {
                end += 1 + Character.charCount(Character.codePointAt(text, end + 1));
            } else {
                break;
            }
        }
        return end - at;
    }

    private static int next(CharSequence text, int at) {
        int c = Character.codePointAt(text, at);
        int end = at + Character.charCount(c);
        if (isFlagLetter(c)) {
            boolean pair = end < text.length() && isFlagLetter(Character.codePointAt(text, end));
            return pair ? end + 2 : end;
        }
        boolean drawn = Character.isEmojiPresentation(c)
                || (Character.isExtendedPictographic(c) && (c >= 0x2600 || followedByVariation(text, end)));
        return drawn ? end : at;
    }

    private static boolean followedByVariation(CharSequence text, int at) {
        return at < text.length() && text.charAt(at) == VARIATION;
    }

    private static boolean isFlagLetter(int c) {
        return c >= 0x1f1e6 && c <= 0x1f1ff;
    }

    /** The name of the emoji that these characters show; skin tones and variations do not count. */
    static String name(String characters) {
        var bare = new StringBuilder();
        characters
                .codePoints()
                .filter(c -> c != VARIATION && !Character.isEmojiModifier(c))
                .forEach(bare::appendCodePoint);
        String known = BY_CHARACTER.get(bare.toString());
        if (known != null) return known;
        int first = characters.codePointAt(0);
        if (isFlagLetter(first)) return flag(bare.toString());
        String joined = BY_CHARACTER.get(Character.toString(first));
        if (joined != null) return joined;
        String unicode = Character.getName(first);
        return unicode == null ? "emoji" : unicode.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static String flag(String letters) {
        var name = new StringBuilder("flag-");
        letters.codePoints().filter(Emoji::isFlagLetter).forEach(c -> name.append((char) ('a' + c - 0x1f1e6)));
        return name.toString();
    }
}
