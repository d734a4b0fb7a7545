package dev.halley.benchmarks.sizing.plan;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Site;
import java.util.List;

/**
 * What a load takes of a site.
 *
 * @param load the load
 * @param site what there is to carry it
 * @param comets comets
 * @param logics logics
 * @param jobs jobs
 * @param kafka brokers
 * @param redis masters and replicas
 * @param reach what grows faster than the load
 */
public record Plan(
        Load load,
        Site site,
        Tier comets,
        Tier logics,
        Tier jobs,
        KafkaTier kafka,
        RedisTier redis,
        Reach reach) {

    /**
     * Computes it.
     *
     * @throws IllegalArgumentException if no number of nodes carries the load
     */
    public static Plan of(Load load, Site site) {
        requireNonNull(load, "load");
        requireNonNull(site, "site");
        Tier comets = new CometTier(load, site).tier();
        Spread spread = new Spread(load, comets.serving());
        Tier logics = new LogicTier(load, site, spread).tier();
        Tier jobs = new JobTier(load, site, spread).tier();
        return new Plan(
                load,
                site,
                comets,
                logics,
                jobs,
                KafkaTier.of(load, site, jobs),
                RedisTier.of(load, site, logics, spread),
                Reach.of(load, spread, comets, logics, jobs));
    }

    /** All of them, in the order in which a push comes through, brokers and Redis last. */
    public List<Tier> tiers() {
        return List.of(comets, logics, jobs, kafka.tier(), redis.tier());
    }
}
