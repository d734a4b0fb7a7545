package dev.halley.logic.http.goim;

import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.answer.Failure;
import dev.halley.logic.http.answer.FailureFormat;

/** Failures as goim words them: {@code -400} for the caller's, {@code -500} for ours. */
public final class GoimFailures implements FailureFormat {
    @Override
    public Answer format(Failure failure) {
        return GoimAnswers.failure(failure);
    }
}
