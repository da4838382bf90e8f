// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.bus.RefusalDetails;
import dev.hansard.axon.serial.BusJson;
import dev.hansard.axon.store.StoreUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Axon's messages as bytes. */
final class BusMessages {
    private static final Logger LOG = LoggerFactory.getLogger(BusMessages.class);

    private record Asked(String id, Object payload, Map<String, String> meta) {}

    private record Answered(
            @Nullable Object payload,
            Map<String, String> meta,
            @Nullable RefusalDetails refusal) {}

    private final JsonMapper json = BusJson.mapper();

    byte[] encode(Message<?> asked) {
        return json.writeValueAsBytes(new Asked(asked.getIdentifier(), asked.getPayload(), meta(asked)));
    }

    CommandMessage<Object> command(byte[] bytes) {
        Message<Object> asked = asked(bytes);
        return new GenericCommandMessage<>(asked, asked.getPayloadType().getName());
    }

    QueryMessage<Object, Object> query(byte[] bytes, ResponseType<Object> answer) {
        Message<Object> asked = asked(bytes);
        return new GenericQueryMessage<>(asked, asked.getPayloadType().getName(), answer);
    }

    private Message<Object> asked(byte[] bytes) {
        Asked asked = json.readValue(bytes, Asked.class);
        return new GenericMessage<>(asked.id, asked.payload, MetaData.from(asked.meta));
    }

    /** An answer, or the refusal; what else went wrong stays in this node's log. */
    byte[] encodeAnswer(ResultMessage<?> answer) {
        if (answer.isExceptional()) return encodeFailure(answer.exceptionResult());
        try {
            return json.writeValueAsBytes(new Answered(answer.getPayload(), meta(answer), null));
        } catch (JacksonException e) {
            return encodeFailure(e);
        }
    }

    byte[] encodeFailure(Throwable failure) {
        return json.writeValueAsBytes(new Answered(null, Map.of(), RefusalDetails.of(refusal(failure))));
    }

    private static Rejection refusal(Throwable failure) {
        return switch (failure) {
            case Rejection refused -> refused;
            case StoreUnavailable e -> {
                LOG.warn("the store does not answer: {}", e.getMessage());
                yield new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
            }
            case CompletionException e when e.getCause() != null -> refusal(e.getCause());
            case Throwable e -> {
                LOG.error("what another node asked for failed", e);
                yield new Rejection(ErrorCode.INTERNAL_ERROR);
            }
        };
    }

    /** @throws Rejection if that is the answer */
    Message<@Nullable Object> answer(byte[] bytes) {
        Answered answered = json.readValue(bytes, Answered.class);
        if (answered.refusal != null) throw answered.refusal.rejection();
        return answered.payload == null
                ? new GenericMessage<>((Class<Object>) null, null, answered.meta)
                : new GenericMessage<>(answered.payload, answered.meta);
    }

    private static Map<String, String> meta(Message<?> message) {
        var meta = new HashMap<String, String>();
        message.getMetaData().forEach((key, value) -> {
            if (value instanceof String text) meta.put(key, text);
        });
        return meta;
    }
}
