import { setUpEmoji } from "./emoji.js";
import { ofThisTab } from "./storage.js";

const MAX_LENGTH = 4000;
const TELL_FROM = 3500;

/** Where messages are written. What is not sent yet stays with its room, also over a reload. */
export class Composer {
	#parts;
	#drafts = ofThisTab.read("drafts", {});
	#room = null;
	#touch = matchMedia("(pointer: coarse)");

	/** @param onSend called with the text */
	constructor(parts, onSend) {
		this.#parts = parts;
		const { form, text } = parts;
		const emoji = setUpEmoji(parts, (chosen) => {
			emoji.close();
			this.#insert(chosen);
		});
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			const value = text.value.trim();
			if (value !== "" && lengthOf(value) <= MAX_LENGTH) {
				onSend(text.value);
				text.value = "";
				this.#changed();
			}
			text.focus();
		});
		text.addEventListener("keydown", (event) => {
			// Enter that ends a composition chooses a word; on a touch keyboard there is no Shift+Enter.
			if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !this.#touch.matches) {
				event.preventDefault();
				form.requestSubmit();
			}
		});
		text.addEventListener("input", () => this.#changed());
	}

	open(room) {
		const { text, label } = this.#parts;
		this.#room = room;
		text.value = this.#drafts[room] ?? "";
		text.placeholder = `Message #${room}`;
		label.textContent = `Message to ${room}`;
		this.#changed();
	}

	/** Puts a text back that was not taken, unless something else is being written. */
	edit(value) {
		const { text } = this.#parts;
		text.value = text.value.trim() === "" ? value : `${text.value}\n${value}`;
		this.#changed();
		text.focus();
	}

	focus() {
		if (!this.#touch.matches) {
			this.#parts.text.focus();
		}
	}

	#insert(value) {
		const { text } = this.#parts;
		text.focus();
		text.setRangeText(value, text.selectionStart, text.selectionEnd, "end");
		this.#changed();
	}

	#changed() {
		const { text, count, send } = this.#parts;
		const length = lengthOf(text.value.trim());
		text.style.height = "auto";
		text.style.height = `${text.scrollHeight}px`;
		count.textContent = length > TELL_FROM ? `${length} of ${MAX_LENGTH}` : "";
		count.classList.toggle("too-many", length > MAX_LENGTH);
		send.disabled = length === 0 || length > MAX_LENGTH;
		if (text.value === "") {
			delete this.#drafts[this.#room];
		} else {
			this.#drafts[this.#room] = text.value;
		}
		ofThisTab.write("drafts", this.#drafts);
	}
}

/** In characters as the server counts them, not in halves of them. */
const lengthOf = (text) => [...text].length;
