import { lasting } from "./storage.js";
import { hueOf, initialsOf } from "./dom.js";

const MAX_LENGTH = 40;
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/u;

/** The rule of the server (ParticipantName), told before the server has to. */
function problemWith(name) {
	if (name === "") {
		return "Please type a name.";
	}
	if ([...name].length > MAX_LENGTH) {
		return `A name has at most ${MAX_LENGTH} characters.`;
	}
	return UNSEEN.test(name) ? "A name has visible characters only." : null;
}

/** Asks who is there, remembers it, and lets it be changed. Calls `onName` with each new name. */
export class Identity {
	#parts;
	#onName;
	name = null;

	constructor(parts, onName) {
		this.#parts = parts;
		this.#onName = onName;
		const { dialog, form, change } = parts;
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.#submit();
		});
		// Without a name there is no chat; with one, Escape keeps it.
		dialog.addEventListener("cancel", (event) => {
			if (this.name === null) {
				event.preventDefault();
			}
		});
		change.addEventListener("click", () => this.#ask());
	}

	/** Uses the remembered name, or asks for one. */
	start() {
		const remembered = lasting.read("name", null);
		if (typeof remembered === "string" && problemWith(remembered) === null) {
			this.#take(remembered);
		} else {
			this.#ask();
		}
	}

	#ask() {
		const { dialog, input, error, save } = this.#parts;
		input.value = this.name ?? "";
		error.textContent = "";
		save.textContent = this.name === null ? "Start chatting" : "Save";
		dialog.showModal();
		input.select();
	}

	#submit() {
		const { dialog, input, error } = this.#parts;
		const name = input.value.trim();
		const problem = problemWith(name);
		error.textContent = problem ?? "";
		input.setAttribute("aria-invalid", String(problem !== null));
		if (problem !== null) {
			input.focus();
			return;
		}
		dialog.close();
		this.#take(name);
	}

	#take(name) {
		const { avatar, label } = this.#parts;
		const changed = name !== this.name;
		this.name = name;
		lasting.write("name", name);
		label.textContent = name;
		avatar.textContent = initialsOf(name);
		avatar.dataset.hue = hueOf(name);
		if (changed) {
			this.#onName(name);
		}
	}
}
