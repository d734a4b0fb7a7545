package dev.halley.benchmarks.sizing;

import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Site;
import dev.halley.benchmarks.sizing.plan.Basis;
import dev.halley.benchmarks.sizing.plan.Constant;
import dev.halley.benchmarks.sizing.plan.KafkaTier;
import dev.halley.benchmarks.sizing.plan.Plan;
import dev.halley.benchmarks.sizing.plan.Reach;
import dev.halley.benchmarks.sizing.plan.RedisTier;
import dev.halley.benchmarks.sizing.plan.Tier;
import dev.halley.benchmarks.sizing.plan.Use;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A plan as a small table for people. */
final class PlanText {

    private static final double GIGA = 1e9;
    private static final double MBIT = 1e6 / 8;
    private static final double TERA = 1e12;
    private static final int PERCENT = 100;
    private static final int WIDTH = 90;
    private static final String HEADER = "%6s %6s %-11s %6s %6s %6s %6s  %8s %8s %7s %7s";

    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    /** The table, with its line ends. */
    static String of(Plan plan) {
        PlanText text = new PlanText();
        text.load(plan.load());
        text.site(plan.site());
        text.tiers(plan.tiers());
        text.kafka(plan.kafka());
        text.redis(plan.redis());
        text.reach(plan);
        text.basis();
        return text.out.toString();
    }

    private void load(Load load) {
        line(
                "users",
                "%,.0f, of whom %,.0f are online; %,.1f connections/s begin, as many end",
                load.crowd().users(),
                load.sessions(),
                load.connects());
        line(
                "rooms",
                "%,.0f of %,.0f sessions; a session is in %s",
                load.crowd().rooms(),
                load.crowd().members(),
                ConstantsText.number(load.roomsOfSession()));
        line(
                "pushes",
                "%s/s to users, %s/s to rooms, %s bytes each",
                ConstantsText.number(load.userPushes()),
                ConstantsText.number(load.roomPushes()),
                ConstantsText.number(load.pushes().payloadBytes()));
        line("deliveries", "%s/s", ConstantsText.number(load.deliveries()));
    }

    private void site(Site site) {
        line(
                "a node",
                "%s cores, %s GB, %s Gbit/s; at most %.0f %% busy, %.0f %% of memory, %s sessions",
                ConstantsText.number(site.node().cores()),
                ConstantsText.number(site.node().memoryGb()),
                ConstantsText.number(site.node().gbit()),
                site.margin().busy() * PERCENT,
                site.margin().memory() * PERCENT,
                ConstantsText.number(site.node().sessions()));
    }

    private void tiers(List<Tier> tiers) {
        out.append('\n');
        line("", "%26s %29s  %33s", "", "each of those that serve", "all together");
        line(
                "", HEADER, "nodes", "spare", "by", "cores", "GB", "in", "out", "cores", "GB", "in",
                "out");
        for (Tier tier : tiers) {
            Use each = tier.each();
            Use all = tier.together();
            line(
                    tier.name(),
                    "%,6d %,6d %-11s %6.2f %6.1f %6.0f %6.0f  %8.1f %8.1f %7.0f %7.0f",
                    tier.nodes(),
                    tier.spare(),
                    tier.limit(),
                    each.cores(),
                    each.memory() / GIGA,
                    each.in() / MBIT,
                    each.out() / MBIT,
                    all.cores(),
                    all.memory() / GIGA,
                    all.in() / MBIT,
                    all.out() / MBIT);
        }
        out.append('\n');
    }

    private void kafka(KafkaTier kafka) {
        line(
                "partitions",
                "halley-push %,.0f, halley-room %,.0f",
                kafka.userPartitions(),
                kafka.roomPartitions());
        line(
                "Kafka's disk",
                "%,.3f TB in all, %,.3f TB a broker; %,.1f MB/s of records",
                kafka.diskBytes() / TERA,
                kafka.diskBytes() / TERA / kafka.tier().nodes(),
                kafka.recordBytes() / 1e6);
    }

    private void redis(RedisTier redis) {
        line(
                "Redis",
                "%,.1f GB of routes, %,.1f of counts, %,.1f of streams' heads, %,.1f of their"
                        + " messages; %,.0f commands/s",
                redis.routeBytes() / GIGA,
                redis.countBytes() / GIGA,
                redis.headBytes() / GIGA,
                redis.logBytes() / GIGA,
                redis.commands());
    }

    private void reach(Plan plan) {
        Reach reach = plan.reach();
        line(
                "what grows",
                "%,.0f streams job to comet; a room is on %,.1f comets; %,.0f rooms of comets known"
                        + " to each job,",
                reach.streams(),
                reach.cometsOfRoom(),
                reach.interest());
        line(
                "",
                "%,.0f changes/s of them; %,.0f counts/s read by each logic; %,.0f questions at"
                        + " Consul",
                reach.interestChanges(),
                reach.countsRead(),
                reach.watches());
        List<String> beyond = reach.beyond(plan.site().node().gbit());
        line("beyond", "%s", beyond.isEmpty() ? "nothing" : String.join("; ", beyond));
    }

    // Which ones: a plan is only as good as they are.
    private void basis() {
        List<Constant> design =
                Arrays.stream(Constant.values())
                        .filter(constant -> constant.basis() == Basis.DESIGN)
                        .toList();
        line(
                "computed from",
                "%d measured constants, %d given ones, and %d design figures, not measured yet:",
                count(Basis.MEASURED),
                count(Basis.GIVEN),
                design.size());
        StringBuilder row = new StringBuilder();
        for (Constant constant : design) {
            String next = constant.label() + " " + amount(constant);
            if (row.length() + next.length() > WIDTH) {
                line("", "%s", row);
                row.setLength(0);
            }
            row.append(next).append(constant == design.get(design.size() - 1) ? "" : ", ");
        }
        line("", "%s", row);
    }

    private static String amount(Constant constant) {
        return (ConstantsText.number(constant.value()) + " " + constant.unit()).strip();
    }

    private static long count(Basis basis) {
        return Arrays.stream(Constant.values())
                .filter(constant -> constant.basis() == basis)
                .count();
    }

    private void line(String name, String format, Object... values) {
        String text = "%-13s ".formatted(name) + String.format(Locale.ROOT, format, values);
        out.append(text.stripTrailing()).append('\n');
    }
}
