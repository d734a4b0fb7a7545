package dev.halley.logic.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.halley.logic.errors.UnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AuthenticationTest {
    private static final Identity ANN =
            new Identity("ann", "k", "", Wishes.ofVersion1("", List.of()));

    private final CountDownLatch decided = new CountDownLatch(1);

    @Test
    void holdsUpNobodyAndRefusesWhoWouldWaitTooLong() {
        try (Authentication pooled = Authentication.pooled((body, version) -> slow(), 1, 1)) {
            CompletableFuture<Identity> first = ask(pooled);
            CompletableFuture<Identity> second = ask(pooled);

            CompletableFuture<Identity> third = ask(pooled);

            assertThatThrownBy(third::join).hasCauseInstanceOf(UnavailableException.class);
            assertThat(first).isNotDone();
            decided.countDown();
            assertThat(first.join()).isEqualTo(ANN);
            assertThat(second.join()).isEqualTo(ANN);
        }
    }

    @Test
    void decidesAtOnceWhereThatTakesNoTime() {
        try (Authentication direct = Authentication.direct((body, version) -> ANN)) {
            assertThat(ask(direct)).isCompletedWithValue(ANN);
        }
    }

    private Identity slow() {
        try {
            decided.await();
            return ANN;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Identity> ask(Authentication authentication) {
        return authentication.authenticate(ByteString.EMPTY, 2).toCompletableFuture();
    }
}
