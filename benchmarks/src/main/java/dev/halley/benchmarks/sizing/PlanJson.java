package dev.halley.benchmarks.sizing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.plan.Constant;
import dev.halley.benchmarks.sizing.plan.Plan;
import dev.halley.benchmarks.sizing.plan.Reach;
import dev.halley.benchmarks.sizing.plan.Tier;
import dev.halley.benchmarks.sizing.plan.Use;
import java.math.BigDecimal;

/** A plan as one line of JSON: bytes and bytes per second, cores, counts. */
final class PlanJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double THOUSANDTHS = 1_000;
    private static final int DIGITS = 3;

    private PlanJson() {}

    /** The line, without its end. Keys are listed in docs/operations/sizing.md. */
    static String line(Plan plan) {
        ObjectNode root = JSON.createObjectNode();
        load(root.putObject("load"), plan.load());
        plan.tiers().forEach(tier -> tier(root.putObject(tier.name()), tier));
        stores(root, plan);
        reach(root.putObject("reach"), plan.reach());
        plan.reach().beyond(plan.site().node().gbit()).forEach(root.putArray("beyond")::add);
        constants(root.putObject("constants"));
        return text(root);
    }

    private static void load(ObjectNode node, Load load) {
        node.put("users", round(load.crowd().users()));
        node.put("sessions", round(load.sessions()));
        node.put("connects_per_s", round(load.connects()));
        node.put("rooms", round(load.crowd().rooms()));
        node.put("members", round(load.crowd().members()));
        node.put("user_pushes_per_s", round(load.userPushes()));
        node.put("room_pushes_per_s", round(load.roomPushes()));
        node.put("payload_bytes", round(load.pushes().payloadBytes()));
        node.put("deliveries_per_s", round(load.deliveries()));
    }

    private static void tier(ObjectNode node, Tier tier) {
        node.put("nodes", tier.nodes());
        node.put("spare", tier.spare());
        node.put("limit", tier.limit());
        use(node.putObject("each"), tier.each());
        use(node.putObject("all"), tier.together());
    }

    private static void use(ObjectNode node, Use use) {
        node.put("cores", round(use.cores()));
        node.put("memory_bytes", round(use.memory()));
        node.put("in_bytes_per_s", round(use.in()));
        node.put("out_bytes_per_s", round(use.out()));
    }

    private static void stores(ObjectNode root, Plan plan) {
        ObjectNode kafka = root.withObject("/kafka");
        kafka.put("push_partitions", round(plan.kafka().userPartitions()));
        kafka.put("room_partitions", round(plan.kafka().roomPartitions()));
        kafka.put("record_bytes_per_s", round(plan.kafka().recordBytes()));
        kafka.put("disk_bytes", round(plan.kafka().diskBytes()));
        ObjectNode redis = root.withObject("/redis");
        redis.put("route_bytes", round(plan.redis().routeBytes()));
        redis.put("count_bytes", round(plan.redis().countBytes()));
        redis.put("head_bytes", round(plan.redis().headBytes()));
        redis.put("log_bytes", round(plan.redis().logBytes()));
        redis.put("commands_per_s", round(plan.redis().commands()));
    }

    private static void reach(ObjectNode node, Reach reach) {
        node.put("streams", round(reach.streams()));
        node.put("comets_of_room", round(reach.cometsOfRoom()));
        node.put("interest", round(reach.interest()));
        node.put("interest_changes_per_s", round(reach.interestChanges()));
        node.put("counts_read_per_s", round(reach.countsRead()));
        node.put("watches", round(reach.watches()));
        node.put("pushes_of_room_per_s", round(reach.pushesOfRoom()));
        node.put("gbit_of_room", round(reach.gbitOfRoom()));
    }

    private static void constants(ObjectNode node) {
        for (Constant constant : Constant.values()) {
            node.putObject(constant.label())
                    .put("value", constant.value())
                    .put("unit", constant.unit())
                    .put("basis", constant.basis().text())
                    .put("source", constant.where());
        }
    }

    // Whole from a thousand on: thousandths of bytes are noise.
    private static BigDecimal round(double value) {
        return value >= THOUSANDTHS
                ? BigDecimal.valueOf(Math.round(value))
                : plain(BigDecimal.valueOf(Math.round(value * THOUSANDTHS), DIGITS));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String text(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }
}
