/** The storage of one tab. */
export class FakeStorage {
	#entries;

	constructor(entries = []) {
		this.#entries = new Map(entries);
	}

	getItem(key) {
		return this.#entries.get(key) ?? null;
	}

	setItem(key, value) {
		this.#entries.set(key, String(value));
	}

	removeItem(key) {
		this.#entries.delete(key);
	}

	/** What a duplicated tab starts with. */
	copy() {
		return new FakeStorage(this.#entries);
	}
}

/** A window, in view at first. */
export class FakePage extends EventTarget {
	document = { visibilityState: "visible" };

	hide() {
		this.document.visibilityState = "hidden";
		this.dispatchEvent(new Event("visibilitychange"));
	}

	show() {
		this.document.visibilityState = "visible";
		this.dispatchEvent(new Event("visibilitychange"));
	}

	/** Goes away: reloaded, or kept aside for the back button. */
	leave() {
		this.dispatchEvent(new Event("pagehide"));
	}

	comeBack() {
		this.dispatchEvent(new Event("pageshow"));
	}
}
