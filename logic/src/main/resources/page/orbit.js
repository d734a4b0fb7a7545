// The way of a message as an orbit: it leaves this page, passes the tiers, and comes back. Pure
// decoration with one figure in it: how long the last message took.

import {byId} from './dom.js';

const LAP_MS = 1400;

export class Orbit {
    #comet = byId('orbit-comet');
    #figure = byId('orbit-figure');
    #best = Infinity;

    /** A message came round. */
    returned(millis) {
        this.#best = Math.min(this.#best, millis);
        const best = this.#best < millis ? `, best ${text(this.#best)}` : '';
        this.#figure.textContent = `Last message: ${text(millis)} there and back${best}`;
        this.#fly();
    }

    /** A message arrived that this page did not send. */
    arrived() {
        this.#figure.textContent = 'A message arrived from elsewhere';
        this.#fly();
    }

    #fly() {
        if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
            return;
        }
        this.#comet.getAnimations().forEach((running) => running.cancel());
        this.#comet.animate(
            [
                {offsetDistance: '0%', opacity: 0},
                {opacity: 1, offset: 0.08},
                {opacity: 1, offset: 0.9},
                {offsetDistance: '100%', opacity: 0},
            ],
            {duration: LAP_MS, easing: 'cubic-bezier(.45,.05,.4,1)'});
    }
}

function text(millis) {
    return `${millis.toFixed(millis < 10 ? 1 : 0)} ms`;
}
