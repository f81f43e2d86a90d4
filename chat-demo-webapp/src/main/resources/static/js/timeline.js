const LONGEST = 1000;

const keyOf = (message) => `${message.author}\n${message.id}`;

/**
 * The messages of one room in the order of the log, each once. What arrives while the history is being read waits until
 * it is there, so that joining both has neither gap nor double. Events: `added` (detail: the message), `reset`.
 */
export class Timeline extends EventTarget {
	messages = [];
	/** Whether the history has been read at least once. */
	complete = false;
	#keys = new Map();
	#waiting = null;

	/** A new session: from now on what arrives waits for the history. */
	beginHistory() {
		this.#waiting = [];
	}

	/** The last messages of the log, oldest first; those that came meanwhile follow. */
	takeHistory(history) {
		const newest = this.messages.at(-1);
		if (newest && history.length > 0 && !history.some((message) => keyOf(message) === keyOf(newest))) {
			// More was missed than the history goes back: what is shown would have a hole in it.
			this.messages = [];
			this.#keys.clear();
		}
		history.forEach((message) => this.#append(message));
		this.complete = true;
		this.endHistory();
		this.dispatchEvent(new Event("reset"));
	}

	/** Goes on with what arrived, with or without history. */
	endHistory() {
		const waiting = this.#waiting ?? [];
		this.#waiting = null;
		waiting.forEach((message) => this.#append(message));
		if (!this.complete && waiting.length > 0) {
			this.dispatchEvent(new Event("reset"));
		}
	}

	/** A message that arrived now. */
	take(message) {
		if (this.#waiting) {
			this.#waiting.push(message);
		} else if (this.#append(message)) {
			this.dispatchEvent(new CustomEvent("added", { detail: message }));
		}
	}

	has(author, id) {
		return this.#keys.has(keyOf({ author, id }));
	}

	#append(message) {
		const known = this.#keys.get(keyOf(message));
		if (known) {
			known.place ??= message.place;
			known.messageId ??= message.messageId;
			return false;
		}
		this.#keys.set(keyOf(message), message);
		this.messages.push(message);
		if (this.messages.length > LONGEST) {
			this.#keys.delete(keyOf(this.messages.shift()));
		}
		return true;
	}
}
