package dev.halley.logic.http.goim;

import dev.halley.logic.http.request.Answer;
import dev.halley.logic.http.request.Failure;
import dev.halley.logic.http.request.FailureFormat;

/** Failures as goim words them: {@code -400} for the caller's, {@code -500} for ours. */
public final class GoimFailures implements FailureFormat {
    @Override
    public Answer format(Failure failure) {
        return GoimAnswers.failure(failure);
    }
}
