/**
 * The positions of one tab, by subscription name, each with its destination. Memory has the truth. The storage has them only
 * while the page is hidden or gone, and the page that comes next takes them out: a tab duplicated from one in view, which starts
 * with a copy of its sessionStorage, finds none and starts anew, so no two pages move one position.
 *
 *     in view: memory only ──(hidden, left, closed)──► memory and storage, written through ──(in view again)──► ...
 *
 * A storage that is forbidden, full or has something else under the key is like an empty one.
 */
export class TabPositions {
	#storage;
	#key;
	#page;
	#positions;
	#stored = false;
	#listening = new AbortController();

	/**
	 * @param {Storage|null} storage null: memory only
	 * @param {string} key
	 * @param {Window} page whose comings and goings count
	 */
	constructor(storage, key, page = globalThis) {
		this.#storage = storage;
		this.#key = key;
		this.#page = page;
		this.#positions = this.#take();
		const { signal } = this.#listening;
		page.addEventListener?.("pagehide", () => this.#store(), { signal });
		page.addEventListener?.("pageshow", () => this.#look(), { signal });
		page.addEventListener?.("visibilitychange", () => this.#look(), { signal });
		this.#look();
	}

	/** One that was of another destination means nothing here, and is dropped. */
	get(name, destination) {
		const stored = this.#positions.get(name);
		if (stored !== undefined && stored.destination !== destination) {
			this.delete(name);
			return null;
		}
		return stored?.position ?? null;
	}

	set(name, destination, position) {
		this.#positions.set(name, { destination, position });
		this.#writeThrough();
	}

	delete(name) {
		this.#positions.delete(name);
		this.#writeThrough();
	}

	/** Leaves them to the one that comes next. */
	close() {
		this.#listening.abort();
		this.#store();
	}

	#look() {
		if (this.#page.document?.visibilityState === "hidden") {
			this.#store();
		} else if (this.#stored) {
			this.#take();
		}
	}

	#take() {
		this.#stored = false;
		try {
			const text = this.#storage?.getItem(this.#key);
			this.#storage?.removeItem(this.#key);
			return new Map(Object.entries(JSON.parse(text) ?? {}).filter(([, stored]) => isPosition(stored)));
		} catch {
			return new Map();
		}
	}

	#store() {
		this.#stored = true;
		this.#writeThrough();
	}

	#writeThrough() {
		if (!this.#stored) {
			return;
		}
		try {
			this.#storage?.setItem(this.#key, JSON.stringify(Object.fromEntries(this.#positions)));
		} catch {
			// The next page starts anew rather than at older positions; this one has them in memory.
			this.#clear();
		}
	}

	#clear() {
		try {
			this.#storage?.removeItem(this.#key);
		} catch {
			// It is forbidden, and has none.
		}
	}
}

const isPosition = (stored) => typeof stored?.destination === "string" && typeof stored.position === "string";
