// The one way this page makes elements. Text only ever becomes text: nothing here parses HTML, so
// what a stranger pushes into a room cannot become markup.

/** An element with attributes and children; a child that is not a node becomes text. */
export function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== null && value !== undefined && value !== false) {
            element.setAttribute(name, value === true ? '' : String(value));
        }
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
}

/** The element with this id; a page without it is broken, and says so. */
export function byId(id) {
    const element = document.getElementById(id);
    if (element === null) {
        throw new Error(`no element with id ${id}`);
    }
    return element;
}

/** Hours, minutes and seconds of the reader's clock; with milliseconds when asked. */
export function clock(date, withMillis = false) {
    const text = date.toTimeString().slice(0, 8);
    return withMillis ? `${text}.${String(date.getMilliseconds()).padStart(3, '0')}` : text;
}

/** Forgets the oldest children beyond a limit, so that a page left open stays small. */
export function trim(list, limit) {
    while (list.childElementCount > limit) {
        list.firstElementChild.remove();
    }
}
