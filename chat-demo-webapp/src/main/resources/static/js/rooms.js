import { lasting } from "./storage.js";

const LOBBY = "lobby";
const MAX_LENGTH = 40;
const REMEMBERED = 30;

/** Makes a room name, as the server's RoomName wants it, of what a person types; empty if nothing is left. */
export function roomNameOf(text) {
	const name = text
		.normalize("NFC")
		.toLowerCase()
		.normalize("NFC")
		.replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}]+/gu, "-");
	return [...name].slice(0, MAX_LENGTH).join("").slice(0, MAX_LENGTH).replace(/^-+|-+$/g, "");
}

/**
 * Which rooms there are, which one is open (the page's address says it), and how many messages were not read in the
 * others. Event: `change`, and `open` when another room is opened.
 */
export class Rooms extends EventTarget {
	#known = new Set([LOBBY, ...lasting.read("rooms", []).filter((name) => roomNameOf(String(name)) === name)]);
	#unread = new Map();
	current = null;

	constructor() {
		super();
		window.addEventListener("popstate", () => this.#show(this.#fromAddress()));
	}

	/** Opens the room that the address names. */
	start() {
		const room = this.#fromAddress();
		history.replaceState(null, "", this.addressOf(room));
		this.#show(room);
	}

	open(room) {
		if (room !== this.current) {
			history.pushState(null, "", this.addressOf(room));
			this.#show(room);
		}
	}

	/** Opens the room before (-1) or after (1) this one in the list. */
	openNeighbour(step) {
		const names = this.names();
		const index = names.indexOf(this.current) + step;
		this.open(names[(index + names.length) % names.length]);
	}

	addressOf(room) {
		return `/rooms/${encodeURIComponent(room)}${location.search}`;
	}

	add(names) {
		const before = this.#known.size;
		names.filter((name) => roomNameOf(name) === name).forEach((name) => this.#known.add(name));
		if (this.#known.size !== before) {
			this.#changed();
		}
	}

	names() {
		return [...this.#known].sort((a, b) => (b === LOBBY) - (a === LOBBY) || a.localeCompare(b));
	}

	unreadIn(room) {
		return this.#unread.get(room) ?? 0;
	}

	messageArrived(room) {
		if (room !== this.current || document.hidden) {
			this.#unread.set(room, this.unreadIn(room) + 1);
			this.#changed();
		}
	}

	/** Forgets what was unread in the open room: somebody looks at it. */
	read() {
		if (this.#unread.delete(this.current)) {
			this.#changed();
		}
	}

	#fromAddress() {
		const encoded = location.pathname.split("/")[2] ?? "";
		try {
			return roomNameOf(decodeURIComponent(encoded)) || LOBBY;
		} catch {
			return LOBBY;
		}
	}

	#show(room) {
		this.current = room;
		this.#known.add(room);
		this.#unread.delete(room);
		const visited = [room, ...lasting.read("rooms", []).filter((name) => name !== room)];
		lasting.write("rooms", visited.slice(0, REMEMBERED));
		this.#changed();
		this.dispatchEvent(new Event("open"));
	}

	#changed() {
		this.dispatchEvent(new Event("change"));
	}
}
