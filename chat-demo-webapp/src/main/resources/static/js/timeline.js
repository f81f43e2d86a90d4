const LONGEST = 1000;
const KEPT = 800;

const keyOf = (message) => `${message.author}\n${message.id}`;

/**
 * What one room's conversation shows, in the order of the log: messages, each once, and where some are missing a gap
 * ({gap: reason}). Events: `added` (detail: the entry), `older` (detail: how many entries were put before), `live`, `trimmed`.
 */
export class Timeline extends EventTarget {
	entries = [];
	/** Whether the last messages of the log have been read at least once. */
	complete = false;
	/** Whether all that was said has been read in the present session. */
	live = false;
	/** Where the oldest frame is in the log, which may be none that is shown; null: nothing to page back from. */
	oldestId = null;
	/** Whether the log has nothing older. */
	atStart = false;
	#keys = new Map();

	/** A message that comes after all others. */
	take(message) {
		if (this.#isNew(message)) {
			this.#add(message);
		}
	}

	/** Messages are missing after the last one. */
	missing(reason) {
		if (!this.entries.at(-1)?.gap) {
			// In the day of the message before it, so that no new day begins with it.
			this.#add({ gap: reason, at: this.entries.at(-1)?.at });
		}
	}

	/** A page of the history, which ends before `oldestId`. */
	takeOlder(entries, { oldestId, atStart }) {
		const older = entries.filter((entry) => entry.gap || this.#isNew(entry));
		older.forEach((entry, index) => {
			if (entry.gap) {
				entry.at = older[index - 1]?.at;
			}
		});
		this.entries = [...older, ...this.entries];
		this.oldestId = oldestId;
		this.atStart = atStart;
		this.dispatchEvent(new CustomEvent("older", { detail: older.length }));
	}

	caughtUp() {
		this.complete = true;
		this.live = true;
		this.dispatchEvent(new Event("live"));
	}

	interrupted() {
		this.live = false;
	}

	/** Drops the oldest when there are too many. They can be read again. */
	trim() {
		if (this.entries.length <= LONGEST) {
			return;
		}
		this.entries.splice(0, this.entries.length - KEPT).forEach((entry) => this.#keys.delete(keyOf(entry)));
		const oldest = this.entries.find((entry) => entry.messageId);
		if (oldest) {
			this.oldestId = oldest.messageId;
			this.atStart = false;
		}
		this.dispatchEvent(new Event("trimmed"));
	}

	has(author, id) {
		return this.#keys.has(keyOf({ author, id }));
	}

	#isNew(message) {
		const known = this.#keys.get(keyOf(message));
		if (known) {
			known.messageId ??= message.messageId;
			return false;
		}
		this.#keys.set(keyOf(message), message);
		return true;
	}

	#add(entry) {
		this.entries.push(entry);
		this.dispatchEvent(new CustomEvent("added", { detail: entry }));
	}
}
