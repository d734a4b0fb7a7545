package dev.halley.runtime.rpc;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A service that says its name, with text for messages. */
final class EchoService implements BindableService {
    private static final MethodDescriptor<String, String> NAME =
            MethodDescriptor.<String, String>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("halley.test.Echo/Name")
                    .setRequestMarshaller(new Text())
                    .setResponseMarshaller(new Text())
                    .build();

    private final String name;
    private final Set<String> callers = ConcurrentHashMap.newKeySet();

    EchoService(String name) {
        this.name = name;
    }

    /** Asks whoever the channel leads to. */
    static String ask(ManagedChannel channel) {
        return ClientCalls.blockingUnaryCall(
                channel, NAME, CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS), "who?");
    }

    /** Each connection that a call has come by. */
    Set<String> callers() {
        return Set.copyOf(callers);
    }

    private <Q, A> ServerCall.Listener<Q> note(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        callers.add(name + call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        return next.startCall(call, headers);
    }

    private ServerInterceptor noting() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                return note(call, headers, next);
            }
        };
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerInterceptors.intercept(methods(), noting());
    }

    private ServerServiceDefinition methods() {
        return ServerServiceDefinition.builder("halley.test.Echo")
                .addMethod(
                        NAME,
                        ServerCalls.asyncUnaryCall(
                                (request, answer) -> {
                                    answer.onNext(name);
                                    answer.onCompleted();
                                }))
                .build();
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
