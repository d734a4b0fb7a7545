package dev.halley.logic.rpc;

import dev.halley.logic.push.Traceparent;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Hands the caller's trace context, which stands in the metadata, to the service. */
final class TraceContext implements ServerInterceptor {
    private static final Metadata.Key<String> HEADER =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> CURRENT = Context.key("traceparent");

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String told = headers.get(HEADER);
        if (told == null) {
            return next.startCall(call, headers);
        }
        Context context = Context.current().withValue(CURRENT, Traceparent.orEmpty(told));
        return Contexts.interceptCall(context, call, headers, next);
    }

    /** That of the call which is being served; empty without one. */
    static String current() {
        String value = CURRENT.get();
        return value == null ? "" : value;
    }
}
