// The panel of frames: each row opens to its bytes, coloured by field.

import {byId, clock, make, trim} from './dom.js';
import {HEADER_BYTES, Operation, bodyText, memberCount, operationName} from './protocol.js';

const ROWS = 200;
const SHOWN_BYTES = 512;
const PREVIEW = 120;
const FIELDS = [
    {name: 'packet length', from: 0, to: 4},
    {name: 'header length', from: 4, to: 6},
    {name: 'version', from: 6, to: 8},
    {name: 'operation', from: 8, to: 12},
    {name: 'sequence', from: 12, to: HEADER_BYTES},
];

/** Rows of frames, newest last. Heartbeats share one row, or they would fill the panel. */
export class WirePanel {
    #list = byId('wire-list');
    #pause = byId('wire-pause');
    #counts = byId('wire-counts');
    #sent = 0;
    #received = 0;
    #beats = null;
    #waiting = [];

    constructor() {
        byId('wire-clear').addEventListener('click', () => this.#clear());
        this.#pause.addEventListener('click', () => this.#togglePause());
    }

    /** Shows a frame. @param sent whether this page sent it */
    show(frame, sent) {
        this.#count(sent);
        const at = new Date();
        if (!this.#paused) {
            this.#draw(() => this.#showFrame(frame, sent, at));
        }
    }

    /** A line between frames: connected, closed and the like. */
    note(text) {
        this.#draw(() => {
            this.#beats = null;
            this.#append(make('li', {class: 'wire-note'}, text));
        });
    }

    // Drawn with the browser's next picture, and no more of it than the panel keeps: a busy room
    // sends more than anybody could read.
    #draw(action) {
        if (this.#waiting.length === 0) {
            requestAnimationFrame(() => this.#waiting.splice(0).forEach((waiting) => waiting()));
        }
        this.#waiting.push(action);
        if (this.#waiting.length > ROWS) {
            this.#waiting.shift();
        }
    }

    #showFrame(frame, sent, at) {
        if (frame.operation === Operation.HEARTBEAT || frame.operation === Operation.HEARTBEAT_REPLY) {
            this.#showBeat(frame, sent, at);
        } else {
            this.#beats = null;
            this.#append(row(frame, sent, at));
        }
    }

    get #paused() {
        return this.#pause.getAttribute('aria-pressed') === 'true';
    }

    #showBeat(frame, sent, at) {
        if (this.#beats === null) {
            const times = make('span', {class: 'wire-times'});
            const item = row(frame, sent, at, times);
            this.#append(item);
            this.#beats = {item, times, count: 0};
        }
        const beats = this.#beats;
        if (sent) {
            beats.count += 1;
            beats.times.textContent = beats.count > 1 ? `× ${beats.count}` : '';
            return;
        }
        const opened = beats.item.querySelector('details').open;
        const fresh = row(frame, sent, at, beats.times);
        fresh.querySelector('details').open = opened;
        fresh.querySelector('.wire-arrow').textContent = '⇅';
        beats.item.replaceWith(fresh);
        beats.item = fresh;
    }

    #append(item) {
        const list = this.#list;
        const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 24;
        list.append(item);
        trim(list, ROWS);
        if (atEnd) {
            list.scrollTop = list.scrollHeight;
        }
    }

    #count(sent) {
        if (sent) {
            this.#sent += 1;
        } else {
            this.#received += 1;
        }
        this.#counts.textContent = `${this.#sent} out, ${this.#received} in`;
    }

    #togglePause() {
        const paused = !this.#paused;
        this.#pause.setAttribute('aria-pressed', String(paused));
        this.#pause.textContent = paused ? 'Go on' : 'Pause';
    }

    #clear() {
        this.#beats = null;
        this.#list.replaceChildren();
    }
}

function row(frame, sent, at, extra = null) {
    const body = preview(frame);
    const details = make('details', {},
        make('summary', {},
            make('span', {class: 'wire-time'}, clock(at, true)),
            make('span', {class: 'wire-arrow', title: sent ? 'sent' : 'received'}, sent ? '↑' : '↓'),
            make('span', {class: 'wire-op'}, `${frame.operation} ${operationName(frame.operation)}`),
            extra,
            make('span', {class: 'wire-body'}, body)));
    details.addEventListener('toggle', () => {
        if (details.open && details.childElementCount === 1) {
            details.append(dump(frame));
        }
    });
    const direction = sent ? 'out' : 'in';
    return make('li', {class: `wire-row ${direction}${frame.batched ? ' batched' : ''}`}, details);
}

function preview(frame) {
    switch (frame.operation) {
        case Operation.BATCH:
            return `${frame.body.length} bytes of frames`;
        case Operation.HEARTBEAT_REPLY:
            return `${memberCount(frame)} in the room`;
        default:
            return bodyText(frame).slice(0, PREVIEW);
    }
}

// The header field by field with what each stands for, then the body.
function dump(frame) {
    const view = new DataView(frame.bytes.buffer, frame.bytes.byteOffset, frame.bytes.length);
    const fields = FIELDS.map(({name, from, to}, index) => {
        const value = to - from === 4 ? view.getInt32(from) : view.getInt16(from);
        const bytes = make('span', {class: `field field-${index}`}, hex(frame.bytes.subarray(from, to)));
        return make('div', {class: 'dump-field'}, bytes, make('span', {}, `${name} ${value}`));
    });
    const shown = frame.bytes.subarray(HEADER_BYTES, HEADER_BYTES + SHOWN_BYTES);
    const more = frame.body.length - shown.length;
    const body = shown.length === 0 ? null
        : make('div', {class: 'dump-body'}, hex(shown) + (more > 0 ? ` … ${more} more` : ''));
    return make('div', {class: 'dump'}, ...fields, body);
}

function hex(bytes) {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
