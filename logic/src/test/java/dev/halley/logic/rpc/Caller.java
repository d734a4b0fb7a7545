package dev.halley.logic.rpc;

import static java.util.Objects.requireNonNull;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Who calls a service that answers at once. */
final class Caller<T> implements StreamObserver<T> {
    private T reply;
    private Throwable failure;
    private boolean completed;

    /** The answer to a call that succeeded. */
    T reply() {
        if (!completed) {
            throw new IllegalStateException("no answer", failure);
        }
        return requireNonNull(reply, "reply");
    }

    /** Why it failed. */
    Status status() {
        return Status.fromThrowable(requireNonNull(failure, "failure"));
    }

    @Override
    public void onNext(T value) {
        reply = value;
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
    }

    @Override
    public void onCompleted() {
        completed = true;
    }
}
