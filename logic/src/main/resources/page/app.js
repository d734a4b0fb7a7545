// Joins the parts of the page: the session, the room, the push form, the frames, the orbit.

import {CHAT_OPERATION, Chat} from './chat.js';
import {Connection} from './connection.js';
import {byId} from './dom.js';
import {nodeAddress} from './node.js';
import {Orbit} from './orbit.js';
import {PushForm, pushRequest, roomName, send} from './push.js';
import {WirePanel} from './wire.js';

const ACCEPTS = [1000, 1001, 1002];
const NAMES = ['Edmond', 'Caroline', 'Tycho', 'Maria', 'Vera', 'Giotto', 'Hypatia', 'Jocelyn',
    'Messier', 'Cecilia', 'Kepler', 'Wang Zhenyi'];
const STATES = {
    idle: 'Not connected',
    connecting: 'Connecting',
    authenticating: 'Signing in',
    online: 'Connected',
    waiting: 'Offline',
    stopped: 'Disconnected',
};

const orbit = new Orbit();
const wire = new WirePanel();
const pushForm = new PushForm();
const chat = new Chat(say);
const connection = new Connection(nodeAddress, {
    state: showState,
    frame: (frame, sent) => wire.show(frame, sent),
    members: showMembers,
    push: (frame) => {
        const trip = chat.receive(frame);
        if (trip !== null) {
            orbit.returned(trip.millis);
        } else {
            orbit.arrived();
        }
    },
});

let identity = null;
let countdown = null;
let members = null;

function say(payload) {
    return send(pushRequest({target: 'room', to: identity.room, operation: CHAT_OPERATION, payload}));
}

function join(name, room) {
    const [number] = crypto.getRandomValues(new Uint32Array(1));
    identity = {mid: number, key: `page-${number.toString(16)}`, name, room, accepts: ACCEPTS};
    remember(name);
    byId('join').hidden = true;
    byId('room').hidden = false;
    showRoom();
    pushForm.suggest({user: identity.mid, key: identity.key});
    connection.start(identity);
    chat.enter(identity);
}

async function changeRoom(room) {
    const before = identity.room;
    if (room === '' || room === before) {
        showRoom();
        return;
    }
    identity = {...identity, room};
    members = null;
    showRoom();
    chat.enter(identity);
    try {
        await connection.changeRoom(room);
        chat.note(`You left ${before} for ${room}.`);
    } catch (error) {
        chat.note(`${error.message} The room changes with the next connection.`);
    }
}

function leave() {
    connection.stop();
    identity = null;
    members = null;
    byId('room').hidden = true;
    byId('join').hidden = false;
    byId('join-name').focus();
}

function showRoom() {
    byId('room-input').value = identity.room;
    byId('log-invite').href = `#${encodeURIComponent(identity.room)}`;
    history.replaceState(null, '', `#${encodeURIComponent(identity.room)}`);
    pushForm.suggest({room: identity.room});
    showMembers(members);
}

function showMembers(count) {
    members = count;
    byId('members').textContent = count === null ? '–' : String(count);
    byId('members-unit').textContent = count === null ? '' : count === 1 ? 'is here' : 'are here';
    byId('members-note').textContent = count === null ? '' : `${count} in the room`;
}

function showState(state, {text = '', until = 0} = {}) {
    clearInterval(countdown);
    document.documentElement.dataset.connection = state;
    byId('state').textContent = STATES[state];
    wire.note(text === '' ? STATES[state].toLowerCase() : `${STATES[state].toLowerCase()}: ${text}`);
    byId('trouble').hidden = state !== 'waiting' && state !== 'stopped';
    byId('trouble-text').textContent = text;
    byId('trouble-wait').textContent = '';
    byId('trouble-retry').textContent = state === 'stopped' ? 'Connect again' : 'Try now';
    if (state === 'waiting') {
        const tick = () => showWait(until);
        tick();
        countdown = setInterval(tick, 1000);
    }
    if (state !== 'online') {
        showMembers(null);
    }
}

function showWait(until) {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    byId('trouble-wait').textContent = `Next attempt in ${seconds} s.`;
}

// A tab keeps its name over a reload; a browser that forbids storage only forgets it.
function remember(name) {
    try {
        sessionStorage.setItem('name', name);
    } catch {
        return;
    }
}

function rememberedName() {
    try {
        return sessionStorage.getItem('name');
    } catch {
        return null;
    }
}

function switchTheme() {
    const root = document.documentElement;
    const dark = getComputedStyle(root).colorScheme === 'dark'
        || (root.dataset.theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches);
    root.dataset.theme = dark ? 'light' : 'dark';
}

byId('join-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const {name, room} = event.target.elements;
    join(name.value.trim(), roomName(room.value));
});
byId('room-form').addEventListener('submit', (event) => {
    event.preventDefault();
    changeRoom(roomName(byId('room-input').value));
});
byId('leave').addEventListener('click', leave);
byId('trouble-retry').addEventListener('click', () => connection.retryNow());
byId('theme').addEventListener('click', switchTheme);

byId('join-name').value = rememberedName() ?? NAMES[Math.floor(Math.random() * NAMES.length)];
if (location.hash.length > 1) {
    byId('join-room').value = decodeURIComponent(location.hash.slice(1));
}
pushForm.suggest({room: roomName(byId('join-room').value)});
