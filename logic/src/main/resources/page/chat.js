// The room: what was said, and the line to say something. A chat message is JSON {id, from, name,
// text} in an ordinary push; any other payload shows as it is.

import {byId, clock, make, trim} from './dom.js';
import {bodyText} from './protocol.js';

/** Operation of a chat message. */
export const CHAT_OPERATION = 1000;

const ENTRIES = 500;
const HUES = 12;

export class Chat {
    #log = byId('log');
    #newer = byId('newer');
    #composer = byId('composer');
    #input = byId('composer-text');
    #pending = new Map();
    #identity = null;
    #unread = 0;
    // A browser makes several requests at once, and then they overtake each other. One after the
    // other keeps what one person says in the order in which it was said.
    #line = Promise.resolve();

    /** @param say asynchronous function that sends a payload to the room */
    constructor(say) {
        this.say = say;
        this.#composer.addEventListener('submit', (event) => this.#submit(event));
        this.#input.addEventListener('keydown', (event) => this.#key(event));
        this.#input.addEventListener('input', () => this.#grow());
        this.#newer.addEventListener('click', () => this.#toEnd());
        this.#log.addEventListener('scroll', () => this.#atEnd && (this.#newer.hidden = true));
        document.addEventListener('visibilitychange', () => this.#read());
    }

    /** @param identity {mid, name, room} of this tab */
    enter(identity) {
        this.#identity = identity;
        this.#input.focus();
        this.#title();
    }

    /** A line that nobody said. */
    note(text) {
        this.#append(make('li', {class: 'entry note'}, text));
    }

    /** Shows a push. Returns {millis} when it is one of this tab's own messages come back. */
    receive(frame) {
        const text = bodyText(frame);
        const message = frame.operation === CHAT_OPERATION ? parse(text) : null;
        const own = message === null ? undefined : this.#pending.get(message.id);
        if (own !== undefined) {
            return this.#returned(message.id, own);
        }
        this.#append(message === null ? pushed(frame, text) : said(message, this.#isMine(message)));
        this.#countUnread();
        return null;
    }

    #isMine(message) {
        return message.from === String(this.#identity?.mid);
    }

    #submit(event) {
        event.preventDefault();
        const text = this.#input.value.trim();
        if (text === '') {
            return;
        }
        this.#input.value = '';
        this.#grow();
        const {mid, name} = this.#identity;
        const message = {id: crypto.getRandomValues(new Uint32Array(2)).join('-'), from: String(mid), name, text};
        const item = said(message, true);
        this.#append(item);
        this.#toEnd();
        this.#queue(message, item);
    }

    #queue(message, item) {
        item.querySelector('.entry-status').textContent = 'on its way';
        item.dataset.state = 'sending';
        this.#line = this.#line.then(() => this.#send(message, item));
    }

    async #send(message, item) {
        const status = item.querySelector('.entry-status');
        this.#pending.set(message.id, {item, status, sentAt: performance.now()});
        try {
            await this.say(JSON.stringify(message));
        } catch (error) {
            this.#failed(message, error);
        }
    }

    #failed(message, error) {
        const own = this.#pending.get(message.id);
        if (own === undefined) {
            return;
        }
        this.#pending.delete(message.id);
        own.item.dataset.state = 'failed';
        const again = make('button', {type: 'button', class: 'link'}, 'Send again');
        again.addEventListener('click', () => this.#queue(message, own.item));
        own.status.replaceChildren(`Not sent. ${error.message} `, again);
    }

    #returned(id, {item, status, sentAt}) {
        this.#pending.delete(id);
        const millis = performance.now() - sentAt;
        item.dataset.state = 'returned';
        status.textContent = `${millis.toFixed(millis < 10 ? 1 : 0)} ms`;
        status.title = 'from this page through every tier and back';
        return {millis};
    }

    get #atEnd() {
        const log = this.#log;
        return log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    }

    #append(item) {
        const follow = this.#atEnd;
        byId('log-empty').hidden = true;
        const list = byId('log-list');
        if (sameSpeaker(list.lastElementChild, item)) {
            item.classList.add('follows');
        }
        list.append(item);
        trim(list, ENTRIES);
        if (follow) {
            this.#toEnd();
        } else {
            this.#newer.hidden = false;
        }
    }

    #toEnd() {
        this.#log.scrollTop = this.#log.scrollHeight;
        this.#newer.hidden = true;
    }

    #key(event) {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            this.#composer.requestSubmit();
        }
    }

    #grow() {
        this.#input.style.height = 'auto';
        this.#input.style.height = `${Math.min(this.#input.scrollHeight, 160)}px`;
    }

    #countUnread() {
        if (document.hidden) {
            this.#unread += 1;
            this.#title();
        }
    }

    #read() {
        if (!document.hidden) {
            this.#unread = 0;
            this.#title();
        }
    }

    #title() {
        const room = this.#identity === null ? '' : `${this.#identity.room} · `;
        document.title = `${this.#unread > 0 ? `(${this.#unread}) ` : ''}${room}Halley`;
    }
}

function parse(text) {
    try {
        const {id, from, name, text: said} = JSON.parse(text);
        const whole = [id, from, name, said].every((part) => typeof part === 'string');
        return whole ? {id, from, name, text: said} : null;
    } catch {
        return null;
    }
}

function said(message, mine) {
    return make('li', {class: `entry${mine ? ' mine' : ''}`, 'data-from': message.from},
        make('span', {class: 'entry-time'}, clock(new Date()).slice(0, 5)),
        make('span', {class: `entry-name hue-${hue(message.from)}`}, message.name),
        make('span', {class: 'entry-text'}, message.text),
        make('span', {class: 'entry-status'}));
}

function pushed(frame, text) {
    return make('li', {class: 'entry pushed'},
        make('span', {class: 'entry-time'}, clock(new Date()).slice(0, 5)),
        make('span', {class: 'entry-name'}, `push, operation ${frame.operation}`),
        make('span', {class: 'entry-text'}, text === '' ? '(empty payload)' : text));
}

function sameSpeaker(last, item) {
    const from = item.dataset.from;
    return from !== undefined && last?.dataset.from === from;
}

function hue(from) {
    let sum = 0;
    for (const char of from) {
        sum = (sum * 31 + char.codePointAt(0)) % 9973;
    }
    return sum % HUES;
}
