// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The gRPC service of a node: bytes both ways, as {@link Frames} and {@link BusMessages} make them. */
final class LinkProtocol {
    static final String SERVICE = "hansard.Node";

    /** The name in every node's certificate. */
    static final String AUTHORITY = "hansard-node";

    static final int MAX_MESSAGE_BYTES = 64 << 20;

    static final Metadata.Key<String> SECRET = Metadata.Key.of("hansard-node", Metadata.ASCII_STRING_MARSHALLER);

    static final MethodDescriptor<byte[], byte[]> FOLLOW = method("Follow", MethodDescriptor.MethodType.BIDI_STREAMING);
    static final MethodDescriptor<byte[], byte[]> COMMANDS =
            method("Commands", MethodDescriptor.MethodType.BIDI_STREAMING);
    static final MethodDescriptor<byte[], byte[]> QUERY = method("Query", MethodDescriptor.MethodType.UNARY);

    private LinkProtocol() {}

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new Sized(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Sized extends ByteArrayInputStream implements KnownLength {
        Sized(byte[] bytes) {
            super(bytes);
        }
    }
}
