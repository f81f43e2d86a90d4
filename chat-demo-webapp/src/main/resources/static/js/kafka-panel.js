import { lastRecords, logStatus } from "./api.js";
import { element } from "./dom.js";
import { findRecord, places } from "./places.js";
import { recordView } from "./record-view.js";

const RECORDS = 50;

/** Shows that the messages are in Kafka: the record of a chosen one, and the last records of the topic as they are. */
export class KafkaPanel {
	#parts;
	#page;
	#timeline = null;
	#listening = null;
	#topic = null;
	#refreshing = null;

	/** @param page {room(): string, view: TimelineView} */
	constructor(parts, page) {
		this.#parts = parts;
		this.#page = page;
		const { panel, toggle, close, scope, refresh } = parts;
		toggle.addEventListener("click", () => this.#show(panel.hidden));
		close.addEventListener("click", () => this.#show(false));
		scope.addEventListener("change", () => this.#refresh());
		refresh.addEventListener("click", () => this.#refresh());
		panel.addEventListener("keydown", (event) => {
			if (event.key === "Escape") {
				this.#show(false);
			}
		});
	}

	roomOpened(timeline) {
		this.#listening?.abort();
		this.#listening = new AbortController();
		this.#timeline = timeline;
		this.#parts.chosen.hidden = true;
		timeline.addEventListener("added", ({ detail }) => this.#arrived(detail), this.#listening);
		timeline.addEventListener("live", () => this.#update(), this.#listening);
		timeline.addEventListener("older", ({ detail }) => this.#olderArrived(timeline.entries.slice(0, detail)), this.#listening);
		this.#update();
	}

	/** Opens the panel with the record of a message. */
	async inspect(message) {
		const { chosen } = this.#parts;
		await this.#show(true);
		if (this.#topic === null) {
			return;
		}
		chosen.hidden = false;
		chosen.replaceChildren(element("p", { class: "kafka-note" }, "Looking it up…"));
		try {
			const record = await findRecord(message);
			this.#page.view.showPlace(message);
			chosen.replaceChildren(record
				? recordView(record, { open: true, title: "✓ This message is in the log" })
				: element("p", { class: "kafka-note" }, "The log does not have this message any more."));
		} catch (failure) {
			chosen.replaceChildren(element("p", { class: "kafka-note failed" }, failure.message));
		}
	}

	async #show(shown) {
		const { panel, toggle, title } = this.#parts;
		const changed = panel.hidden === shown;
		panel.hidden = !shown;
		document.documentElement.classList.toggle("kafka-open", shown);
		toggle.setAttribute("aria-expanded", String(shown));
		if (changed && shown) {
			title.focus();
			await this.#readStatus();
			this.#update();
		} else if (changed) {
			toggle.focus();
		}
	}

	async #readStatus() {
		const { note, log } = this.#parts;
		try {
			this.#topic = (await logStatus()).topic;
			note.textContent = this.#topic === null
				? "There is no Kafka behind this server (chat.relay.enabled=false): messages go through its memory only and are gone when it stops."
				: `Topic ${this.#topic}`;
		} catch (failure) {
			note.textContent = failure.message;
		}
		log.hidden = this.#topic === null;
	}

	#update() {
		if (!this.#parts.panel.hidden && this.#topic !== null) {
			this.#locate(this.#page.view.visible());
			this.#refresh();
		}
	}

	#olderArrived(messages) {
		if (!this.#parts.panel.hidden && this.#topic !== null) {
			this.#locate(messages);
		}
	}

	#arrived(message) {
		if (!this.#parts.panel.hidden && this.#topic !== null && this.#timeline.complete) {
			this.#locate([message]);
			clearTimeout(this.#refreshing);
			this.#refreshing = setTimeout(() => this.#refresh(), 300);
		}
	}

	async #locate(messages) {
		for await (const message of places(messages)) {
			this.#page.view.showPlace(message);
		}
	}

	async #refresh() {
		const { scope, records, note } = this.#parts;
		const room = scope.value === "room" ? this.#page.room() : null;
		try {
			const read = (await lastRecords(RECORDS, room)) ?? [];
			const open = new Set([...records.querySelectorAll("details[open]")].map((details) => details.dataset.place));
			records.replaceChildren(...read.reverse().map((record) =>
				element("li", {}, recordView(record, { open: open.has(`${record.partition}-${record.offset}`) }))));
			if (read.length === 0) {
				records.append(element("li", { class: "kafka-note" }, "No records yet."));
			}
			note.textContent = `Topic ${this.#topic}`;
		} catch (failure) {
			note.textContent = failure.message;
		}
	}
}
