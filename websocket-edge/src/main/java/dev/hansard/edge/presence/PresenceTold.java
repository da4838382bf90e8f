// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import dev.hansard.api.PersonKey;
import dev.hansard.edge.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What edges tell each other of presence, as JSON: a member that an older or newer edge does not know is passed over, so
 * that both can run side by side.
 *
 * @param watch from now on changes of these are wanted
 * @param unwatch no longer
 * @param question answer with this number what you see of {@code about}; 0 for none
 * @param answer the number of the question that {@code states} answer; 0 for none
 * @param states who is not named in an answer is not there
 * @param chose who chose to be away or not
 */
record PresenceTold(
        List<PersonKey> watch,
        List<PersonKey> unwatch,
        long question,
        List<PersonKey> about,
        long answer,
        Map<PersonKey, Seen> states,
        @Nullable Choice chose) {

    private static final int MOST_IN_ONE = 1_000;

    record Choice(PersonKey person, boolean away) {}

    /** So many that one message can name them. */
    static void inParts(Collection<PersonKey> people, Consumer<List<PersonKey>> action) {
        List<PersonKey> all = List.copyOf(people);
        for (int from = 0; from < all.size(); from += MOST_IN_ONE) {
            action.accept(all.subList(from, Math.min(all.size(), from + MOST_IN_ONE)));
        }
    }

    static byte[] watch(Collection<PersonKey> people, long question) {
        ObjectNode json = Json.object();
        json.set("watch", Json.array(people));
        if (question != 0) asking(json, question, people);
        return Json.bytes(json);
    }

    static byte[] unwatch(Collection<PersonKey> people) {
        ObjectNode json = Json.object();
        json.set("unwatch", Json.array(people));
        return Json.bytes(json);
    }

    static byte[] question(Collection<PersonKey> people, long question) {
        return Json.bytes(asking(Json.object(), question, people));
    }

    private static ObjectNode asking(ObjectNode json, long question, Collection<PersonKey> people) {
        json.put("question", question).set("about", Json.array(people));
        return json;
    }

    static byte[] states(Map<PersonKey, Seen> states, long answer) {
        ObjectNode json = Json.object();
        if (answer != 0) json.put("answer", answer);
        ObjectNode people = json.putObject("states");
        states.forEach((person, seen) -> seen.write(people.putArray(person.toString())));
        return Json.bytes(json);
    }

    static byte[] chose(PersonKey person, boolean away) {
        ObjectNode json = Json.object();
        json.putObject("chose").put("person", person.toString()).put("away", away);
        return Json.bytes(json);
    }

    static PresenceTold read(byte[] message) {
        JsonNode json = Json.MAPPER.readTree(message);
        var states = new LinkedHashMap<PersonKey, Seen>();
        json.path("states")
                .properties()
                .forEach(each -> states.put(PersonKey.parse(each.getKey()), Seen.read(each.getValue())));
        JsonNode chose = json.path("chose");
        return new PresenceTold(
                people(json.path("watch")),
                people(json.path("unwatch")),
                json.path("question").asLong(0),
                people(json.path("about")),
                json.path("answer").asLong(0),
                states,
                chose.isMissingNode()
                        ? null
                        : new Choice(
                                PersonKey.parse(chose.path("person").asString()),
                                chose.path("away").asBoolean(false)));
    }

    private static List<PersonKey> people(JsonNode texts) {
        var people = new ArrayList<PersonKey>(texts.size());
        for (JsonNode text : texts) people.add(PersonKey.parse(text.asString()));
        return people;
    }
}
