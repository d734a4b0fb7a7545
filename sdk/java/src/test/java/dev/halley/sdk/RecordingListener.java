package dev.halley.sdk;

import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.events.SessionStart;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.Gap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told. */
final class RecordingListener implements ClientListener {

    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<ClientState> states = new CopyOnWriteArrayList<>();
    final List<Disconnect> disconnects = new CopyOnWriteArrayList<>();
    final List<Integer> members = new CopyOnWriteArrayList<>();

    final List<SessionStart> sessions = new CopyOnWriteArrayList<>();
    final List<StreamAnswer> recovered = new CopyOnWriteArrayList<>();
    final List<StreamAnswer> notRecovered = new CopyOnWriteArrayList<>();
    final List<Gap> gaps = new CopyOnWriteArrayList<>();
    final List<RoomAnswer> rooms = new CopyOnWriteArrayList<>();
    final List<ServerError> errors = new CopyOnWriteArrayList<>();

    /** The texts of what arrived; of version 2's, their places. */
    List<String> texts() {
        return messages.stream().map(text -> text.substring(text.indexOf(':') + 1)).toList();
    }

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

    @Override
    public void onSession(SessionStart what) {
        sessions.add(what);
    }

    @Override
    public void onRecovered(StreamAnswer what) {
        recovered.add(what);
    }

    @Override
    public void onNotRecovered(StreamAnswer what) {
        notRecovered.add(what);
    }

    @Override
    public void onGap(Gap what) {
        gaps.add(what);
    }

    @Override
    public void onRoom(RoomAnswer what) {
        rooms.add(what);
    }

    @Override
    public void onError(ServerError what) {
        errors.add(what);
    }
}
