/** The last message ids that came, each once. */
export class Seen {
	#ids = new Set();
	#capacity;

	constructor(capacity) {
		this.#capacity = capacity;
	}

	/** @returns {boolean} whether it is new */
	add(id) {
		if (this.#ids.has(id)) {
			return false;
		}
		this.#ids.add(id);
		if (this.#ids.size > this.#capacity) {
			this.#ids.delete(this.#ids.values().next().value);
		}
		return true;
	}
}
