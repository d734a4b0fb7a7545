package dev.halley.benchmarks.faults;

import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.Server;
import dev.halley.benchmarks.spec.ServerView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server whose comets are seen through links that can be halted, one for each. Comets keep their
 * ports over a restart, so their links stay. Any thread may call.
 */
public final class HaltableNetwork implements Server, AutoCloseable {

    private static final String COMET = "comet-";
    private static final int DONE = 0;
    private static final int UNKNOWN = 1;

    private final Server server;
    private final Map<InetSocketAddress, HaltableLink> links = new LinkedHashMap<>();

    /** In front of this server. */
    public HaltableNetwork(Server server) {
        this.server = server;
    }

    @Override
    public synchronized ServerView look() {
        ServerView view = server.look();
        List<LoadTarget> comets = new ArrayList<>();
        for (LoadTarget comet : view.peer().comets()) {
            comets.add(new LoadTarget(through(comet.address()), comet.wire()));
        }
        return new ServerView(
                new Peer(comets, view.peer().rest()), view.pids(), view.managements());
    }

    /** Whether it is this network that does such a step. */
    public static boolean does(List<String> words) {
        return List.of("freeze", "thaw", "sever").contains(words.get(0));
    }

    /**
     * Does a step: {@code freeze}, {@code thaw} or {@code sever} and the name of a comet.
     *
     * @return 0: done
     */
    public synchronized int run(List<String> words) {
        int number = Integer.parseInt(words.get(1).substring(COMET.length()));
        if (number > links.size()) {
            return UNKNOWN;
        }
        HaltableLink link = List.copyOf(links.values()).get(number - 1);
        switch (words.get(0)) {
            case "freeze" -> link.halt();
            case "thaw" -> link.goOn();
            default -> link.sever();
        }
        return DONE;
    }

    /** Has every link go on. */
    public synchronized void thawAll() {
        links.values().forEach(HaltableLink::goOn);
    }

    @Override
    public synchronized void close() {
        links.values().forEach(HaltableLink::close);
    }

    private InetSocketAddress through(InetSocketAddress comet) {
        try {
            HaltableLink link = links.get(comet);
            if (link == null) {
                link = new HaltableLink(comet);
                links.put(comet, link);
            }
            return link.address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
