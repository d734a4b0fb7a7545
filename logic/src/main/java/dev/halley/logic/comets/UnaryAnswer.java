package dev.halley.logic.comets;

import dev.halley.logic.errors.UnavailableException;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** The one answer of a call, as a future. */
final class UnaryAnswer<T> implements StreamObserver<T> {
    private final String node;
    private final CompletableFuture<T> future = new CompletableFuture<>();

    UnaryAnswer(String node) {
        this.node = node;
    }

    CompletableFuture<T> future() {
        return future;
    }

    @Override
    public void onNext(T value) {
        future.complete(value);
    }

    @Override
    public void onError(Throwable failure) {
        String why = Status.fromThrowable(failure).getCode().name();
        future.completeExceptionally(
                new UnavailableException("comet", "comet " + node + ": " + why, failure));
    }

    @Override
    public void onCompleted() {
        if (!future.isDone()) {
            onError(Status.INTERNAL.withDescription("no answer").asRuntimeException());
        }
    }
}
