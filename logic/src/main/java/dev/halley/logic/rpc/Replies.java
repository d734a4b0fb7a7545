package dev.halley.logic.rpc;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Answers calls with what futures bring, on the thread that completes them. */
final class Replies {
    private Replies() {}

    static <T> void send(StreamObserver<T> caller, Supplier<CompletionStage<T>> work) {
        CompletionStage<T> answer;
        try {
            answer = work.get();
        } catch (RuntimeException e) {
            caller.onError(GrpcStatuses.of(e));
            return;
        }
        answer.whenComplete(
                (reply, failure) -> {
                    if (failure != null) {
                        caller.onError(GrpcStatuses.of(failure));
                    } else {
                        caller.onNext(reply);
                        caller.onCompleted();
                    }
                });
    }
}
