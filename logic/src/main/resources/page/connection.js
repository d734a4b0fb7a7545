// One session with a comet node, for as long as the reader wants it: finds the address, signs in,
// keeps the heartbeat, and comes back with growing pauses when the connection breaks.
//
//   idle -> connecting -> authenticating -> online
//             ^                               |
//             +---------- waiting <-----------+     stopped: the server said not to come back

import {CLOSE_REASONS, Operation, decode, encode, memberCount} from './protocol.js';

const HANDSHAKE_MS = 10_000;
const REPLY_MS = 5_000;
// The member count travels in heartbeat replies, so a page that shows it asks more often than the
// server needs.
const HEARTBEAT_MS = 2_000;
const HIDDEN_HEARTBEAT_MS = 20_000;
const SILENCE_MS = 30_000;

export class Connection {
    #address;
    #listener;
    #identity;
    #socket = null;
    #sequence = 0;
    #attempts = 0;
    #unansweredSince = null;
    #timers = new Map();
    #awaited = new Map();
    #state = 'idle';

    /**
     * @param address asynchronous function to {url, backoff}
     * @param listener {state(name, detail), frame(frame, sent), push(frame), members(count)}
     */
    constructor(address, listener) {
        this.#address = address;
        this.#listener = listener;
        addEventListener('online', () => this.#state === 'waiting' && this.retryNow());
        document.addEventListener('visibilitychange', () => this.#beat());
    }

    get online() {
        return this.#state === 'online';
    }

    /** Starts, as this user in this room. @param identity {mid, key, room, accepts} */
    start(identity) {
        this.#identity = identity;
        this.#attempts = 0;
        this.#connect();
    }

    /** Ends the session; nothing reconnects until the next start. */
    stop() {
        this.#drop();
        this.#become('idle');
    }

    retryNow() {
        this.#attempts = 0;
        this.#connect();
    }

    /** Moves to another room; resolves when the server has confirmed it. */
    async changeRoom(room) {
        this.#identity = {...this.#identity, room};
        if (this.online) {
            await this.#ask(Operation.CHANGE_ROOM, room);
            this.#beat();
        }
    }

    async #connect() {
        this.#drop();
        this.#become('connecting');
        const turn = {};
        this.#socket = turn;
        this.#after('handshake', HANDSHAKE_MS, () => this.#lost('No answer from the server.'));
        const {url, backoff} = await this.#address();
        if (this.#socket !== turn) {
            return;
        }
        this.backoff = backoff;
        this.#open(url);
    }

    #open(url) {
        let socket;
        try {
            socket = new WebSocket(url);
        } catch {
            this.#lost(`${url} is not an address this page may open.`);
            return;
        }
        socket.binaryType = 'arraybuffer';
        this.#socket = socket;
        const ifCurrent = (action) => (event) => this.#socket === socket && action(event);
        socket.onopen = ifCurrent(() => this.#authenticate());
        socket.onmessage = ifCurrent((event) => this.#received(event.data));
        socket.onclose = ifCurrent((event) => this.#closed(event));
    }

    #authenticate() {
        this.#become('authenticating');
        const {mid, key, room, accepts} = this.#identity;
        const body = {mid, key, room_id: room, platform: 'web', accepts};
        this.#send(Operation.AUTH, JSON.stringify(body));
    }

    #authenticated() {
        this.#clear('handshake');
        this.#attempts = 0;
        this.#become('online');
        this.#beat();
    }

    #received(data) {
        this.#unansweredSince = null;
        let frames;
        try {
            frames = decode(data);
        } catch (error) {
            this.#lost(`The server sent something unreadable (${error.message}).`);
            return;
        }
        frames.forEach((frame) => this.#take(frame));
    }

    #take(frame) {
        this.#listener.frame(frame, false);
        this.#answer(frame);
        switch (frame.operation) {
            case Operation.AUTH_REPLY:
                this.#authenticated();
                break;
            case Operation.HEARTBEAT_REPLY:
                this.#listener.members(memberCount(frame));
                break;
            case Operation.BATCH:
            case Operation.SEND:
            case Operation.DISCONNECT:
            case Operation.CHANGE_ROOM_REPLY:
            case Operation.ACCEPT_REPLY:
            case Operation.STOP_ACCEPTING_REPLY:
                break;
            default:
                this.#listener.push(frame);
        }
    }

    #closed(event) {
        const reason = CLOSE_REASONS.get(event.code);
        if (reason !== undefined && !reason.reconnect) {
            this.#drop();
            this.#become('stopped', {text: reason.text});
        } else {
            this.#lost(reason?.text ?? 'The connection broke.');
        }
    }

    #lost(text) {
        this.#drop();
        const delay = pause(this.#attempts, this.backoff);
        this.#attempts += 1;
        this.#become('waiting', {text, until: Date.now() + delay});
        this.#after('retry', delay, () => this.#connect());
    }

    #beat() {
        this.#clear('heartbeat');
        if (!this.online) {
            return;
        }
        // Counted from the first heartbeat without an answer, not from the last answer: a browser
        // lets a hidden page sleep for minutes.
        const now = performance.now();
        this.#unansweredSince ??= now;
        if (now - this.#unansweredSince > SILENCE_MS) {
            this.#lost('Nothing was heard from the server.');
            return;
        }
        this.#send(Operation.HEARTBEAT);
        const next = document.hidden ? HIDDEN_HEARTBEAT_MS : HEARTBEAT_MS;
        this.#after('heartbeat', next, () => this.#beat());
    }

    #ask(operation, text) {
        return new Promise((resolve, reject) => {
            const sequence = this.#send(operation, text);
            const timer = setTimeout(() => this.#reject(sequence), REPLY_MS);
            this.#awaited.set(sequence, {resolve, reject, timer});
        });
    }

    #answer(frame) {
        const waiting = this.#awaited.get(frame.sequence);
        if (waiting !== undefined) {
            clearTimeout(waiting.timer);
            this.#awaited.delete(frame.sequence);
            waiting.resolve(frame);
        }
    }

    #reject(sequence) {
        this.#awaited.get(sequence)?.reject(new Error('The server did not answer.'));
        this.#awaited.delete(sequence);
    }

    #send(operation, text) {
        this.#sequence += 1;
        const bytes = encode(operation, this.#sequence, text);
        this.#socket.send(bytes);
        this.#listener.frame(decode(bytes.buffer)[0], true);
        return this.#sequence;
    }

    #drop() {
        const socket = this.#socket;
        this.#socket = null;
        [...this.#timers.keys()].forEach((name) => this.#clear(name));
        [...this.#awaited.keys()].forEach((sequence) => this.#reject(sequence));
        if (socket instanceof WebSocket) {
            socket.close();
        }
    }

    #become(state, detail = {}) {
        this.#state = state;
        this.#unansweredSince = null;
        this.#listener.state(state, detail);
    }

    #after(name, delayMs, action) {
        this.#clear(name);
        this.#timers.set(name, setTimeout(action, delayMs));
    }

    #clear(name) {
        clearTimeout(this.#timers.get(name));
        this.#timers.delete(name);
    }
}

// Milliseconds before the next attempt: growing, bounded, and never the same for everybody.
function pause(attempts, backoff = {}) {
    const {base_delay: base = 1, max_delay: max = 30, factor = 1.8, jitter = 0.3} = backoff;
    const seconds = Math.min(max, base * factor ** attempts);
    return 1000 * seconds * (1 + jitter * (Math.random() * 2 - 1));
}
