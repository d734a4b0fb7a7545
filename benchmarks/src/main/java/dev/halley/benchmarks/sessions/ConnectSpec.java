package dev.halley.benchmarks.sessions;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.client.Comets;
import dev.halley.benchmarks.client.Reconnects;
import dev.halley.benchmarks.client.RunNames;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.load.loop.LoopSettings;
import dev.halley.benchmarks.load.spread.SpreadPool;
import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.spec.Check;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.Server;
import dev.halley.benchmarks.spec.Tuning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A run whose sessions connect and get nothing. Each is a user of its own, in one of the rooms.
 *
 * @param server what is measured
 * @param sessions sessions of the measured part; 1 to 100,000
 * @param warmup sessions that connect and leave before it; 0 to 20,000
 * @param rooms rooms to spread them over; 1 to sessions
 * @param clients which protocol they speak
 * @param tuning how the load side works
 */
public record ConnectSpec(
        Server server, int sessions, int warmup, int rooms, Clients clients, Tuning tuning) {

    private static final int MOST_WARMUP = 20_000;
    private static final int ACCEPTED_OPERATION = 1_000;
    private static final int NO_TARGET = -1;

    /** Checks the ranges. */
    public ConnectSpec {
        requireNonNull(server, "server");
        requireNonNull(clients, "clients");
        requireNonNull(tuning, "tuning");
        Check.range("sessions", sessions, 1, RunNames.MOST_USERS);
        Check.range("warmup-sessions", warmup, 0, MOST_WARMUP);
        Check.range("rooms", rooms, 1, sessions);
    }

    /** Sessions that wait to dial; as every pool, it must be closed. */
    SessionPool pool(Peer peer, int count, boolean leaves) throws IOException {
        int run = ThreadLocalRandom.current().nextInt();
        LoopSettings settings =
                new LoopSettings(
                        new Comets(peer.comets()),
                        Reconnects.none(),
                        run,
                        ACCEPTED_OPERATION,
                        tuning.dialsPerLoop(),
                        leaves,
                        clients,
                        NO_TARGET);
        return SpreadPool.of(
                settings, sessions(new RunNames(run), count), tuning.loops(), tuning.processes());
    }

    /** What is run, in one line. */
    String title(String what, Peer peer) {
        return "%s: %d sessions in %d room(s) over %s, protocol %d, %d dialling at once%s"
                .formatted(
                        what,
                        sessions,
                        rooms,
                        peer.comets().get(0).wire(),
                        clients.version(),
                        tuning.dials(),
                        tuning.inProcesses());
    }

    private List<SessionSpec> sessions(RunNames names, int count) {
        List<SessionSpec> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int room = i % rooms;
            // The sessions of one room go round all comets.
            int place = i / rooms + room;
            all.add(
                    new SessionSpec(
                            place, room, 1, names.mid(i), names.key(i), names.typedRoom(room)));
        }
        return all;
    }
}
