package dev.halley.benchmarks.row;

import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.compare.Figures;
import dev.halley.benchmarks.options.ServerOptions;
import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.row.table.Measure;
import dev.halley.benchmarks.row.table.Row;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.Connecting;
import dev.halley.benchmarks.scenario.WatchedProcesses;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.ServerView;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Whether the servers of a row are there, before half an hour is spent on the first of them. */
final class ServerCheck {

    private final Row row;

    ServerCheck(Row row) {
        this.row = row;
    }

    /**
     * Looks for a server's nodes, and for the processes that the row needs.
     *
     * @param words as typed for a command that measures it
     * @param prefix of the options that say where it is, such as {@code peer-}
     * @throws BenchException if something is not there
     * @throws IllegalArgumentException if the words make no sense
     */
    ServerView look(List<String> words, String prefix) throws BenchException {
        ServerView view = view(words);
        try {
            if (row.connects()) {
                Connecting.probeSessions(view.peer(), Clients.of(1));
            }
            if (row.pushes() && row.connects()) {
                Connecting.probeRest(view.peer());
            } else if (row.pushes()) {
                Connecting.probeRoutes(view.peer());
            }
        } catch (BenchException e) {
            throw new BenchException(
                    "%s (expected: a server there, or --%scluster)"
                            .formatted(e.getMessage(), prefix));
        }
        new WatchedProcesses(view.pids());
        Set<String> missing = new TreeSet<>(row.tiers());
        Set<String> roles =
                view.pids().keySet().stream().map(Figures::role).collect(Collectors.toSet());
        missing.removeAll(roles);
        if (roles.contains(Measure.WHOLE_SERVER)) {
            missing.clear();
        }
        if (!missing.isEmpty()) {
            throw new BenchException(
                    "%spid: none of %s (expected: --%spid %s=PID, a process of its own, or --%scluster)"
                            .formatted(
                                    prefix,
                                    String.join(", ", missing),
                                    prefix,
                                    missing.iterator().next(),
                                    prefix));
        }
        return view;
    }

    /**
     * Fails when two servers are one.
     *
     * @throws BenchException if they share an address that the row uses
     */
    void different(ServerView a, ServerView b) throws BenchException {
        if (!Collections.disjoint(addresses(a.peer()), addresses(b.peer()))) {
            throw new BenchException("peer: the same server (expected: another one)");
        }
    }

    private Set<InetSocketAddress> addresses(Peer peer) {
        Stream<InetSocketAddress> comets =
                row.connects() ? peer.comets().stream().map(LoadTarget::address) : Stream.empty();
        Stream<InetSocketAddress> rest = row.pushes() ? peer.rest().stream() : Stream.empty();
        return Stream.concat(comets, rest).collect(Collectors.toSet());
    }

    private ServerView view(List<String> words) {
        List<String> all = new ArrayList<>(words);
        if (words.stream().noneMatch(word -> word.startsWith(Row.TRANSPORT))) {
            row.scenario().stream()
                    .filter(word -> word.startsWith(Row.TRANSPORT))
                    .forEach(all::add);
        }
        try {
            return CommandLine.populateCommand(new ServerOptions(), all.toArray(String[]::new))
                    .server()
                    .look();
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
