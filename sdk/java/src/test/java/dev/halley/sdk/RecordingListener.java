package dev.halley.sdk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told. */
final class RecordingListener implements ClientListener {

    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<ClientState> states = new CopyOnWriteArrayList<>();
    final List<Disconnect> disconnects = new CopyOnWriteArrayList<>();
    final List<Integer> members = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(Message message) {
        messages.add(message.operation() + ":" + message.text());
    }

    @Override
    public void onState(ClientState from, ClientState to) {
        states.add(to);
    }

    @Override
    public void onHeartbeat(int roomMembers) {
        members.add(roomMembers);
    }

    @Override
    public void onDisconnect(Disconnect disconnect) {
        disconnects.add(disconnect);
    }
}
