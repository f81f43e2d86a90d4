import { ofThisTab } from "./storage.js";

/** How long a message may be on its way while online before the sender is asked what to do. */
const PATIENCE = 35_000;

/**
 * What was written and has not come back from the log. It outlives a lost connection and a reload of the page: what was
 * not sent is sent when the chat is online, what was sent but not seen again is looked up in the history first. Since
 * every copy has the same id, readers show it once even if that look-up came too early. Event: `change`.
 */
export class Outbox extends EventTarget {
	#drafts = ofThisTab.read("outbox", []);
	#send;

	/** @param send hands a draft to the connection; false if there is none */
	constructor(send) {
		super();
		this.#send = send;
		this.#drafts.forEach((draft) => delete draft.sentAt);
		setInterval(() => this.#checkOverdue(), 2_000);
	}

	write(room, author, text) {
		const draft = { id: newId(), room, author, text, at: Date.now(), error: null, retryable: true };
		this.#drafts.push(draft);
		this.#advance(room);
		this.#changed();
	}

	in(room) {
		return this.#drafts.filter((draft) => draft.room === room);
	}

	/** Rooms with something on its way, which must be listened to until it has come back. */
	rooms() {
		return [...new Set(this.#drafts.map((draft) => draft.room))];
	}

	/** The connection is gone: nobody knows what became of the drafts on it. */
	unsettle() {
		this.#drafts.forEach((draft) => delete draft.sentAt);
		this.#changed();
	}

	/** Sends what waits in a room; called when it can be written to, and again when all that was said there is known. */
	flush(room, timeline) {
		this.#drafts = this.#drafts.filter((draft) => draft.room !== room || !timeline.has(draft.author, draft.id));
		this.#advance(room);
		this.#changed();
	}

	arrived(message) {
		const before = this.#drafts.length;
		this.#drafts = this.#drafts.filter((draft) => draft.id !== message.id || draft.author !== message.author);
		if (this.#drafts.length !== before) {
			this.#advance(message.room);
			this.#changed();
		}
	}

	/** The server would not take a draft. */
	rejected({ draftId, error, retryable }) {
		const draft = this.#drafts.find(({ id }) => id === draftId);
		if (draft) {
			Object.assign(draft, { error, retryable });
			this.#advance(draft.room);
			this.#changed();
		}
	}

	retry(draft) {
		draft.error = null;
		delete draft.sentAt;
		this.#advance(draft.room);
		this.#changed();
	}

	discard(draft) {
		this.#drafts = this.#drafts.filter((other) => other !== draft);
		this.#advance(draft.room);
		this.#changed();
	}

	/** Sends the next draft of a room if none is on its way: so they come in the order in which they were written. */
	#advance(room) {
		const next = this.in(room).find((draft) => !draft.error);
		if (next && !next.sentAt && this.#send(next)) {
			next.sentAt = Date.now();
			next.sentBefore = true;
		}
	}

	#checkOverdue() {
		const overdue = this.#drafts.filter((draft) => draft.sentAt && !draft.error && Date.now() - draft.sentAt > PATIENCE);
		overdue.forEach((draft) => Object.assign(draft, { error: "No answer yet.", retryable: true }));
		overdue.forEach((draft) => this.#advance(draft.room));
		if (overdue.length > 0) {
			this.#changed();
		}
	}

	#changed() {
		ofThisTab.write("outbox", this.#drafts);
		this.dispatchEvent(new Event("change"));
	}
}

/** crypto.randomUUID wants a secure context, which another machine's plain http address is not. */
function newId() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
