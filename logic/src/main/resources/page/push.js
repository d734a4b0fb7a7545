// The REST side: a push as a request, the same request as a curl command, and the form for both.

import {byId} from './dom.js';

const TARGETS = {
    room: {label: 'Room', hint: 'type://id'},
    user: {label: 'User', hint: 'a number, in goim called mid'},
    key: {label: 'Session key', hint: 'one connection'},
    all: {label: 'Everyone', hint: ''},
};

/** A push as a request. @param push {target, to, operation, payload} */
export function pushRequest({target, to, operation, payload}) {
    const query = new URLSearchParams({operation});
    let route = 'all';
    if (target === 'room') {
        const [type, room] = splitRoom(to);
        route = 'room';
        query.set('type', type);
        query.set('room', room);
    } else if (target === 'user') {
        route = 'mids';
        query.set('mids', to);
    } else if (target === 'key') {
        route = 'keys';
        query.set('keys', to);
    }
    const url = new URL(`goim/push/${route}?${query}`, document.baseURI);
    return {url: url.href, payload};
}

/** The same request for a shell. */
export function curlCommand({url, payload}) {
    // After -d, curl takes a leading @ for the name of a file.
    const option = payload.startsWith('@') ? '--data-raw' : '-d';
    return `curl ${option} ${quoted(payload)} ${quoted(url)}`;
}

/** Sends it. Resolves to {status, answer, millis}; rejects with what to tell the reader. */
export async function send(request) {
    const startedAt = performance.now();
    let response;
    try {
        response = await fetch(request.url, {method: 'POST', body: request.payload});
    } catch {
        throw new Error('The server cannot be reached.');
    }
    const answer = await response.text();
    if (!response.ok || codeOf(answer) !== 0) {
        throw new Error(`Refused with ${response.status}: ${answer.trim()}`);
    }
    return {status: response.status, answer, millis: performance.now() - startedAt};
}

/** A room as the server names it; a bare name gets the type of the example. */
export function roomName(text) {
    const name = text.trim();
    return name === '' || name.includes('://') ? name : `live://${name}`;
}

function splitRoom(room) {
    const at = room.indexOf('://');
    return at < 0 ? ['', room] : [room.slice(0, at), room.slice(at + 3)];
}

function quoted(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

function codeOf(answer) {
    try {
        return JSON.parse(answer).code;
    } catch {
        return undefined;
    }
}

/** The push form. What each target is filled with comes from the session. */
export class PushForm {
    #form = byId('push-form');
    #curl = byId('push-curl');
    #result = byId('push-result');
    #values = {room: '', user: '', key: '', all: ''};
    #target = 'room';
    #tab = {};

    constructor() {
        this.#form.addEventListener('input', () => this.#changed());
        this.#form.addEventListener('submit', (event) => this.#submit(event));
        byId('push-copy').addEventListener('click', () => this.#copy());
        this.#changed();
    }

    /** Fills in what the reader would otherwise have to look up. */
    suggest(values) {
        this.#values = {...this.#values, ...values};
        this.#tab = {...this.#tab, ...values};
        this.#fill();
        this.#changed();
    }

    #changed() {
        const chosen = this.#form.elements.target.value;
        if (chosen === this.#target) {
            this.#values[chosen] = this.#form.elements.to.value;
        } else {
            this.#target = chosen;
            this.#fill();
        }
        this.#curl.textContent = curlCommand(this.#request());
    }

    #fill() {
        const {label, hint} = TARGETS[this.#target];
        const input = this.#form.elements.to;
        const addressed = this.#target !== 'all';
        byId('push-to-field').hidden = !addressed;
        const tab = this.#target === 'room' ? undefined : this.#tab[this.#target];
        byId('push-to-label').textContent = tab === undefined ? label : `${label} (this tab: ${tab})`;
        input.placeholder = hint;
        input.required = addressed;
        input.inputMode = this.#target === 'user' ? 'numeric' : 'text';
        input.value = this.#values[this.#target];
    }

    #request() {
        const {target, to, operation, payload} = this.#form.elements;
        return pushRequest({
            target: target.value,
            to: target.value === 'room' ? roomName(to.value) : to.value.trim(),
            operation: operation.value,
            payload: payload.value,
        });
    }

    async #submit(event) {
        event.preventDefault();
        this.#show('Sending …', '');
        try {
            const {status, answer, millis} = await send(this.#request());
            this.#show(`${status} ${answer.trim()} in ${millis.toFixed(1)} ms`, 'good');
        } catch (error) {
            this.#show(error.message, 'bad');
        }
    }

    async #copy() {
        try {
            await navigator.clipboard.writeText(this.#curl.textContent);
            this.#show('Copied.', 'good');
        } catch {
            getSelection().selectAllChildren(this.#curl);
            this.#show('Selected: copy it with the keyboard.', '');
        }
    }

    #show(text, mood) {
        this.#result.textContent = text;
        this.#result.dataset.mood = mood;
    }
}
