package dev.halley.comet.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.calls.UnansweredLogic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RenewalsTest {
    private static final StreamPosition TIP =
            StreamPosition.newBuilder().setStream("user:7").setEpoch(9).setOffset(41).build();

    private final UnansweredLogic logic = new UnansweredLogic();
    private final List<Long> replaced = new ArrayList<>();
    private final List<StreamPosition> tips = new ArrayList<>();
    private final Renewals renewals =
            new Renewals(
                    new CometIdentity("default", "comet-1"),
                    logic,
                    new UpstreamMetrics(new SimpleMeterRegistry()),
                    replaced::add);

    @Test
    void tellsWhereTheUsersStreamsEnd() {
        renewals.whenTips((sessions, ends) -> tips.addAll(ends));
        renewals.renew(List.of(Registration.newBuilder().setSessionId(4).setUser("7").build()));

        logic.renewed.complete(
                RenewReply.newBuilder().addTips(TIP).addReplacedSessionIds(5).build());

        assertThat(tips).containsExactly(TIP);
        assertThat(replaced).containsExactly(5L);
    }
}
