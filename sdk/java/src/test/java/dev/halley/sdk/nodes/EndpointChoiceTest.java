package dev.halley.sdk.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.sdk.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EndpointChoiceTest {

    private static final Endpoint A = Endpoint.tcp("127.0.0.1", 1);
    private static final Endpoint B = Endpoint.tcp("127.0.0.1", 2);

    private final EndpointChoice choice = new EndpointChoice();

    @Test
    void takesTheFirst() {
        assertThat(choice.choose(List.of(A, B))).contains(A);
        assertThat(choice.choose(List.of())).isEmpty();
    }

    @Test
    void leavesOneThatFailedForTheOthers() {
        choice.choose(List.of(A, B));
        choice.failed();
        assertThat(choice.choose(List.of(A, B))).contains(B);
        choice.worked();
        assertThat(choice.choose(List.of(A, B))).contains(A);
    }

    @Test
    void beginsAgainWhenAllHaveFailed() {
        choice.choose(List.of(A, B));
        choice.failed();
        choice.choose(List.of(A, B));
        choice.failed();
        assertThat(choice.choose(List.of(A, B))).contains(A);
    }

    @Test
    void theOnlyOneIsTriedAgain() {
        choice.choose(List.of(A));
        choice.failed();
        assertThat(choice.choose(List.of(A))).contains(A);
    }

    @Test
    void anEmptyListIsRefused() {
        assertThatThrownBy(() -> NodeSelector.anyOf(List.of()))
                .hasMessage("endpoints: none (expected: at least one)");
    }
}
