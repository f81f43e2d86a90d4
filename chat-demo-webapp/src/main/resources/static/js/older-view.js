const NEAR_START = 200;

/** Reads older messages when somebody scrolls up to the first one, or asks for them with the button above it. */
export class OlderView {
	#parts;
	#readOlder;
	#timeline = null;
	#listening = null;
	#reading = null;
	#failed = false;

	/** @param readOlder reads what comes before a timeline's messages; rejects if that is not possible now */
	constructor(parts, readOlder) {
		this.#parts = parts;
		this.#readOlder = readOlder;
		parts.scroller.addEventListener("scroll", () => this.#readIfNear(), { passive: true });
		parts.button.addEventListener("click", () => this.#read());
	}

	open(timeline) {
		this.#listening?.abort();
		this.#listening = new AbortController();
		this.#timeline = timeline;
		const { signal } = this.#listening;
		timeline.addEventListener("added", () => this.#show(), { signal });
		timeline.addEventListener("trimmed", () => this.#show(), { signal });
		timeline.addEventListener("live", () => this.#goOn(), { signal });
		this.#goOn();
	}

	#goOn() {
		this.#failed = false;
		this.#show();
		this.#readIfNear();
	}

	#readIfNear() {
		const timeline = this.#timeline;
		// After a failure only when asked, or when the connection is back.
		if (timeline?.live && timeline.oldestId !== null && !timeline.atStart && !this.#failed && this.#parts.scroller.scrollTop < NEAR_START) {
			this.#read();
		}
	}

	async #read() {
		const timeline = this.#timeline;
		if (this.#reading === timeline) {
			return;
		}
		this.#reading = timeline;
		this.#failed = false;
		this.#show();
		const failed = await this.#readOlder(timeline).then(() => false, () => true);
		if (this.#reading === timeline) {
			this.#reading = null;
		}
		if (this.#timeline === timeline) {
			this.#failed = failed;
			this.#show();
			this.#readIfNear();
		}
	}

	#show() {
		const { bar, button, state, scroller } = this.#parts;
		const { oldestId, atStart } = this.#timeline;
		bar.hidden = oldestId === null;
		if (atStart && document.activeElement === button) {
			scroller.focus();
		}
		button.hidden = atStart;
		state.textContent = this.#said(atStart);
	}

	#said(atStart) {
		if (this.#reading === this.#timeline) {
			return "Reading older messages…";
		}
		if (this.#failed) {
			return "cannot be read now";
		}
		return atStart ? "This is the beginning" : "";
	}
}
