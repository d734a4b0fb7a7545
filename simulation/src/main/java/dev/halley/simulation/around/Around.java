package dev.halley.simulation.around;

import dev.halley.simulation.check.Ledger;
import dev.halley.simulation.kafka.ConsumerGroup;
import dev.halley.simulation.kafka.KafkaLog;
import dev.halley.simulation.link.Network;
import dev.halley.simulation.redis.RedisServer;
import dev.halley.simulation.schedule.Schedule;

/**
 * What every node of a run finds around it.
 *
 * @param schedule time, chance and history
 * @param limits times and bounds
 * @param wiring how the parts are joined
 * @param network all connections
 * @param kafka the log
 * @param group who reads it
 * @param redis the store
 * @param registry who is there
 * @param doors how comets are reached
 * @param ledger who is owed what
 */
public record Around(
        Schedule schedule,
        Limits limits,
        Wiring wiring,
        Network network,
        KafkaLog kafka,
        ConsumerGroup group,
        RedisServer redis,
        Registry registry,
        Doors doors,
        Ledger ledger) {}
