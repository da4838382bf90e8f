// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.serial;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hansard.api.AuditDay;
import dev.hansard.api.CaseKey;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HasContent;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.RetentionScope;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupKey;
import dev.hansard.api.WorkspaceId;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** How ids, times and content look in stored JSON. The message API itself knows nothing of JSON. */
final class EventJson {
    private EventJson() {}

    /** For facts: content is left out. */
    static JsonMapper facts() {
        return base().addMixIn(HasContent.class, WithoutContent.class).build();
    }

    static JsonMapper.Builder base() {
        return onto(JsonMapper.builder());
    }

    static JsonMapper.Builder onto(JsonMapper.Builder builder) {
        var module = new SimpleModule("hansard");
        text(module, WorkspaceId.class, WorkspaceId::new);
        text(module, UserId.class, UserId::new);
        text(module, ChannelId.class, ChannelId::new);
        text(module, ChannelKey.class, ChannelKey::parse);
        text(module, PersonKey.class, PersonKey::parse);
        text(module, CredentialKey.class, CredentialKey::parse);
        text(module, UsergroupKey.class, UsergroupKey::parse);
        text(module, AuditDay.class, AuditDay::parse);
        text(module, PreservationKey.class, PreservationKey::parse);
        text(module, CaseKey.class, CaseKey::parse);
        text(module, RetentionScope.class, RetentionScope::parse);
        text(module, Ts.class, Ts::of);
        text(module, ErrorCode.class, ErrorCode::valueOf);
        return builder.addModule(module)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> reader) {
        module.addSerializer(type, new StdScalarSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                json.writeString(value.toString());
            }
        });
        module.addDeserializer(type, new StdScalarDeserializer<T>(type) {
            @Override
            public T deserialize(JsonParser json, DeserializationContext context) {
                return reader.apply(Objects.requireNonNull(json.getString()));
            }
        });
        module.addKeySerializer(type, new ValueSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                json.writeName(value.toString());
            }
        });
        module.addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return reader.apply(key);
            }
        });
    }

    @JsonIgnoreProperties("content")
    private interface WithoutContent {}
}
