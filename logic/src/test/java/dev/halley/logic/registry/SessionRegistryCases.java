package dev.halley.logic.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.online.CometCounts;
import dev.halley.logic.online.RoomReport;
import dev.halley.logic.redis.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What sessions in Redis must do, whatever Redis is set up as. */
abstract class SessionRegistryCases extends RegistryBed {
    @Test
    void findsASessionByUserAndKey() {
        Registered registered = register("u1", "k1", 1);
        KeyRoute route = new KeyRoute("k1", route(1, registered.generation()));
        assertThat(get(registry.ofUser(APP, "u1"))).containsExactly(route);
        assertThat(get(registry.ofKey(APP, "k1"))).contains(route);
        assertThat(registered.replaced()).isEmpty();
    }

    @Test
    void lateCloseLeavesTheSuccessor() {
        long first = register("u2", "k2", 1).generation();
        Registered second = register("u2", "k2", 2);
        assertThat(second.replaced()).contains(route(1, first));
        get(registry.remove(APP, COMET, List.of(new SessionRoute("u2", "k2", 1, first))));
        KeyRoute successor = new KeyRoute("k2", route(2, second.generation()));
        assertThat(get(registry.ofKey(APP, "k2"))).contains(successor);
        assertThat(get(registry.ofUser(APP, "u2"))).containsExactly(successor);
        assertThat(get(registry.lastSeen(APP, "u2"))).isEmpty();
    }

    @Test
    void lateRenewalLeavesTheSuccessorAndIsToldSo() {
        long first = register("u3", "k3", 1).generation();
        long second = register("other", "k3", 2).generation();
        var late = new SessionRoute("u3", "k3", 1, first);
        var present = new SessionRoute("other", "k3", 2, second);
        assertThat(get(registry.renew(APP, COMET, List.of(late, present)))).containsExactly(1L);
        assertThat(get(registry.ofKey(APP, "k3"))).contains(new KeyRoute("k3", route(2, second)));
    }

    @Test
    void remembersWhenTheLastSessionOfAUserEnded() {
        long first = register("u4", "k4a", 1).generation();
        long second = register("u4", "k4b", 2).generation();
        get(registry.remove(APP, COMET, List.of(new SessionRoute("u4", "k4a", 1, first))));
        assertThat(get(registry.lastSeen(APP, "u4"))).isEmpty();
        get(registry.remove(APP, COMET, List.of(new SessionRoute("u4", "k4b", 2, second))));
        assertThat(get(registry.lastSeen(APP, "u4")))
                .isEqualTo(OptionalLong.of(NOW.toEpochMilli()));
        assertThat(get(registry.ofUser(APP, "u4"))).isEmpty();
        assertThat(get(registry.ofKey(APP, "k4b"))).isEqualTo(Optional.empty());
    }

    @Test
    void sweepsSessionsOfAUserWhoseRouteIsGone() {
        register("u6", "k6a", 1);
        register("u6", "k6b", 2);
        // As when a comet crashed, and the route was not renewed.
        Script forget = Script.of("forget", "redis.call('DEL', KEYS[1]) return {'ok'}");
        get(link.run(forget, List.of(new RedisKeys(APP).route("k6a")), List.of()));
        register("u6", "k6c", 3);
        await().untilAsserted(
                        () ->
                                assertThat(get(registry.ofUser(APP, "u6")))
                                        .extracting(KeyRoute::key)
                                        .containsExactlyInAnyOrder("k6b", "k6c"));
    }

    @Test
    void lateCloseOrRenewalOnAnotherCometLeavesTheSuccessor() {
        long first = register("u8", "k8", 1).generation();
        String other = "comet-2@000000001";
        long second =
                get(registry.register(new NewSession(APP, "u8", "k8", other, 1))).generation();
        var late = new SessionRoute("u8", "k8", 1, first);

        assertThat(get(registry.renew(APP, COMET, List.of(late)))).containsExactly(1L);
        Removed removed = get(registry.remove(APP, COMET, List.of(late)));

        assertThat(removed.routes()).isZero();
        assertThat(removed.lastOfUser()).isEmpty();
        assertThat(get(registry.ofUser(APP, "u8")))
                .extracting(route -> route.route().getInstance(), r -> r.route().getGeneration())
                .containsExactly(tuple(other, second));
    }

    @Test
    void saysWhoIsAUsersFirstAndLastSession() {
        Registered first = register("u9", "k9a", 1);
        Registered second = register("u9", "k9b", 2);
        Registered again = register("u9", "k9b", 3);
        assertThat(first.firstOfUser()).isTrue();
        assertThat(second.firstOfUser()).isFalse();
        assertThat(again.firstOfUser()).isFalse();
        var one = new SessionRoute("u9", "k9a", 1, first.generation());
        var two = new SessionRoute("u9", "k9b", 3, again.generation());
        assertThat(get(registry.remove(APP, COMET, List.of(one))).lastOfUser()).isEmpty();

        assertThat(get(registry.remove(APP, COMET, List.of(two))).lastOfUser())
                .containsExactly(two);

        // Comet may tell it twice.
        assertThat(get(registry.remove(APP, COMET, List.of(two))).lastOfUser()).isEmpty();
    }

    @Test
    void removesManyTogetherButForThoseThatHaveASuccessor() {
        List<SessionRoute> late = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            String user = i % 10 == 0 ? "" : "many" + i;
            late.add(new SessionRoute(user, "m" + i, i, register(user, "m" + i, i).generation()));
        }
        long successor = register("many77", "m77", 1_000).generation();

        Removed removed = get(registry.remove(APP, COMET, late));

        assertThat(removed.routes()).isEqualTo(149);
        assertThat(removed.lastOfUser()).hasSize(134).doesNotContain(late.get(77), late.get(80));
        assertThat(get(registry.ofKey(APP, "m76"))).isEmpty();
        assertThat(get(registry.ofUser(APP, "many149"))).isEmpty();
        assertThat(get(registry.ofUser(APP, "many77")))
                .containsExactly(new KeyRoute("m77", route(1_000, successor)));
        assertThat(indexed(APP, COMET)).doesNotContainAnyElementsOf(late);
        assertThat(get(registry.lastSeen(APP, ""))).isEmpty();
    }

    @Test
    void knowsTheSessionsOfEachCometAndAgainAfterAWipe() {
        String comet = "comet-9@000000001";
        long generation =
                get(registry.register(new NewSession("idx", "u", "k:1", comet, 4))).generation();
        var session = new SessionRoute("u", "k:1", 4, generation);
        await().untilAsserted(() -> assertThat(indexed("idx", comet)).containsExactly(session));
        get(index.remove("idx", comet, List.of(session)));
        assertThat(indexed("idx", comet)).isEmpty();

        get(registry.renew("idx", comet, List.of(session)));

        assertThat(indexed("idx", comet)).containsExactly(session);
        get(registry.remove("idx", comet, List.of(session)));
        assertThat(indexed("idx", comet)).isEmpty();
    }

    private List<SessionRoute> indexed(String app, String comet) {
        List<SessionRoute> all = new ArrayList<>();
        for (int shard = 0; shard < SessionIndex.SHARDS; shard++) {
            all.addAll(get(index.some(app, comet, shard, 100)));
        }
        return all;
    }

    @Test
    void sessionWithoutUserIsFoundByKeyAlone() {
        long generation = register("", "k5", 1).generation();
        assertThat(get(registry.ofKey(APP, "k5"))).isPresent();
        assertThat(get(registry.ofUser(APP, ""))).isEmpty();
        get(registry.remove(APP, COMET, List.of(new SessionRoute("", "k5", 1, generation))));
        assertThat(get(registry.ofKey(APP, "k5"))).isEmpty();
    }

    @Test
    void keepsTheCountsThatCometsReport() {
        var first = new RoomReport(true, Map.of("live://1", 2, "live://2", 1), 3, 2);
        assertThat(get(online.report("counts", "a@000000001", first))).isTrue();
        assertThat(get(online.report("counts", "a@000000001", first))).isFalse();
        var change = new RoomReport(false, Map.of("live://1", 5, "live://2", 0), 6, 4);
        assertThat(get(online.report("counts", "a@000000001", change))).isFalse();
        assertThat(get(online.report("counts", "b@000000001", change))).isTrue();
        await().untilAsserted(
                        () ->
                                assertThat(get(online.snapshot("counts")).comets())
                                        .isEqualTo(
                                                Map.of(
                                                        "a@000000001",
                                                        new CometCounts(
                                                                Map.of("live://1", 5), 6, 4))));
    }

    @Test
    void replacesALargeSnapshotAsAWhole() {
        Map<String, Integer> many = new HashMap<>();
        for (int i = 0; i < 3_500; i++) {
            many.put("big://" + i, 1);
        }
        get(online.report("large", "a@000000001", new RoomReport(true, many, 1, 1)));
        await().until(() -> rooms("large").size() == 3_500);
        get(online.report("large", "a@000000001", new RoomReport(true, Map.of("x://1", 1), 1, 1)));
        await().until(() -> rooms("large").equals(Map.of("x://1", 1)));
    }

    private Map<String, Integer> rooms(String app) {
        return get(online.snapshot(app)).comets().get("a@000000001").rooms();
    }

    @Test
    void sessionsAndCountsOfACometThatIsGoneDoNotCount() {
        String dead = "comet-7@000000001";
        get(registry.register(new NewSession(APP, "u7", "k7", dead, 1)));
        get(online.report("gone", dead, new RoomReport(true, Map.of("live://1", 2), 3, 2)));
        get(online.report("gone", COMET, new RoomReport(true, Map.of("live://1", 1), 1, 1)));
        assertThat(get(registry.ofUser(APP, "u7"))).hasSize(1);
        gone.add(dead);

        assertThat(get(registry.ofUser(APP, "u7"))).isEmpty();
        assertThat(get(registry.ofKey(APP, "k7"))).isEmpty();
        await().untilAsserted(
                        () ->
                                assertThat(get(online.snapshot("gone")).comets())
                                        .isEqualTo(
                                                Map.of(
                                                        COMET,
                                                        new CometCounts(
                                                                Map.of("live://1", 1), 1, 1))));
    }
}
