// Where to connect: logic names the best comet node; without an answer, this host's usual port.

const ASK_MS = 3_000;
const USUAL_PORT = 3102;

/** Resolves to {url, backoff}; never rejects. */
export async function nodeAddress() {
    try {
        const url = new URL('v1/nodes/best?platform=web', document.baseURI);
        const response = await fetch(url, {signal: AbortSignal.timeout(ASK_MS)});
        if (response.ok) {
            return fromAnswer(await response.json());
        }
    } catch {
        // Falls through: a page that cannot ask still tries the usual port.
    }
    return {url: webSocketUrl(location.hostname, USUAL_PORT), backoff: undefined};
}

function fromAnswer({nodes: [best], ws_port: port, backoff}) {
    return {url: webSocketUrl(reachable(best), port), backoff};
}

// A node on its own machine names itself by loopback, which is another machine for a reader who
// came from elsewhere.
function reachable(host) {
    const loopback = (name) => /^(localhost|127\..*|\[?::1\]?)$/.test(name);
    return loopback(host) && !loopback(location.hostname) ? location.hostname : host;
}

function webSocketUrl(host, port) {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
    return `${scheme}://${name}:${port}/sub`;
}
