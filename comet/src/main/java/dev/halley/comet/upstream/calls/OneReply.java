package dev.halley.comet.upstream.calls;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Turns a unary call's observer into a future. */
final class OneReply<R> implements StreamObserver<R> {
    private final CompletableFuture<R> future = new CompletableFuture<>();

    CompletableFuture<R> future() {
        return future;
    }

    @Override
    public void onNext(R reply) {
        future.complete(reply);
    }

    @Override
    public void onError(Throwable failure) {
        future.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        // The reply came before.
    }
}
