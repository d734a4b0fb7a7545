// Version 1 of the client protocol, as in docs/reference/protocol.md: a header of 16 bytes, big
// endian, then the body. A WebSocket message from the server holds one frame, or an operation 9
// that holds several.

export const HEADER_BYTES = 16;
const VERSION = 1;

export const Operation = Object.freeze({
    HEARTBEAT: 2,
    HEARTBEAT_REPLY: 3,
    SEND: 4,
    DISCONNECT: 6,
    AUTH: 7,
    AUTH_REPLY: 8,
    BATCH: 9,
    CHANGE_ROOM: 12,
    CHANGE_ROOM_REPLY: 13,
    ACCEPT: 14,
    ACCEPT_REPLY: 15,
    STOP_ACCEPTING: 16,
    STOP_ACCEPTING_REPLY: 17,
});

const NAMES = new Map(
    Object.entries(Operation).map(([name, code]) => [code, name.toLowerCase().replaceAll('_', ' ')]));

/** What an operation is called; a push has no name but its number. */
export function operationName(operation) {
    return NAMES.get(operation) ?? 'push';
}

/** Close codes of the server (dev.halley.wire.CloseReason): what to tell the reader. */
export const CLOSE_REASONS = new Map([
    [4001, {text: 'The server did not accept this sign-in.', reconnect: false}],
    [4002, {text: 'Signing in took too long.', reconnect: true}],
    [4003, {text: 'The server heard nothing from this page.', reconnect: true}],
    [4004, {text: 'The server did not understand this page.', reconnect: false}],
    [4005, {text: 'Another connection took over this session.', reconnect: false}],
    [4006, {text: 'This session was ended by the server.', reconnect: false}],
    [4007, {text: 'This page read too slowly.', reconnect: true}],
    [4008, {text: 'The server is full.', reconnect: false}],
    [4009, {text: 'The node is going down.', reconnect: true}],
    [4010, {text: 'Something failed on the server.', reconnect: true}],
]);

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of one frame from a client. */
export function encode(operation, sequence, text = '') {
    const body = encoder.encode(text);
    const bytes = new Uint8Array(HEADER_BYTES + body.length);
    const view = new DataView(bytes.buffer);
    view.setInt32(0, bytes.length);
    view.setInt16(4, HEADER_BYTES);
    view.setInt16(6, VERSION);
    view.setInt32(8, operation);
    view.setInt32(12, sequence);
    bytes.set(body, HEADER_BYTES);
    return bytes;
}

/**
 * The frames of one WebSocket message. A batch comes first, as a frame of its own, then the frames
 * in it, marked `batched`. Throws on a length that does not fit.
 */
export function decode(buffer) {
    const bytes = new Uint8Array(buffer);
    const frames = [];
    for (let at = 0; at < bytes.length; ) {
        const frame = frameAt(bytes, at);
        frames.push(frame);
        if (frame.operation === Operation.BATCH) {
            frames.push(...decode(frame.body.slice().buffer).map(asBatched));
        }
        at += frame.bytes.length;
    }
    return frames;
}

/** The body of a frame as text; what is not UTF-8 shows as replacement characters. */
export function bodyText(frame) {
    return decoder.decode(frame.body);
}

/** The body of a heartbeat reply: members of the session's room over all comets. */
export function memberCount(frame) {
    const body = frame.body;
    return body.length < 4 ? 0 : new DataView(body.buffer, body.byteOffset, 4).getInt32(0);
}

function asBatched(frame) {
    return {...frame, batched: true};
}

function frameAt(bytes, at) {
    const left = bytes.length - at;
    if (left < HEADER_BYTES) {
        throw new RangeError(`frame: ${left} bytes left (expected: >= ${HEADER_BYTES})`);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, left);
    const length = view.getInt32(0);
    const header = view.getInt16(4);
    if (header < HEADER_BYTES || length < header || length > left) {
        throw new RangeError(`frame: length ${length}, header ${header}, ${left} bytes left`);
    }
    return {
        version: view.getInt16(6),
        operation: view.getInt32(8),
        sequence: view.getInt32(12),
        body: bytes.subarray(at + header, at + length),
        bytes: bytes.subarray(at, at + length),
        batched: false,
    };
}
