import { element } from "./dom.js";
import { continues, daySeparator, gapView, messageView } from "./message-view.js";

const NEAR_END = 80;
/** How long older messages that were put before the others might still be read aloud as new ones. */
const SETTLING = 500;

/** Shows the open room's messages and stays at their end, unless somebody reads further up. */
export class TimelineView {
	#parts;
	#actions;
	#timeline = null;
	#room = null;
	#me = null;
	#listening = null;
	#badges = new WeakMap();
	#shown = new WeakMap();

	/** @param actions {onInspect(message), onRetry(draft), onEdit(draft), onDiscard(draft)} */
	constructor(parts, actions) {
		this.#parts = parts;
		this.#actions = actions;
		const { scroller, toEnd } = parts;
		scroller.addEventListener("scroll", () => {
			if (this.#atEnd()) {
				toEnd.hidden = true;
			}
		}, { passive: true });
		toEnd.addEventListener("click", () => this.#goToEnd());
		// The phone's keyboard and the growing composer take room from below.
		new ResizeObserver(() => {
			if (toEnd.hidden) {
				this.#goToEnd();
			}
		}).observe(scroller);
	}

	open(room, timeline, me) {
		this.#listening?.abort();
		this.#listening = new AbortController();
		const { signal } = this.#listening;
		[this.#room, this.#timeline, this.#me] = [room, timeline, me];
		timeline.addEventListener("added", ({ detail }) => this.#added(detail), { signal });
		timeline.addEventListener("older", ({ detail }) => this.#addedBefore(detail), { signal });
		timeline.addEventListener("live", () => this.#note(), { signal });
		timeline.addEventListener("trimmed", () => this.#showAll(), { signal });
		this.#showAll();
		this.#goToEnd();
	}

	/** Shows what is on its way. */
	showPending(drafts, online) {
		const { pending } = this.#parts;
		const atEnd = this.#atEnd();
		const before = this.#timeline?.entries.at(-1);
		pending.replaceChildren(...drafts.map((draft, index) => messageView(draft, {
			grouped: continues(index === 0 ? before : drafts[index - 1], draft),
			own: true,
			foot: this.#draftFoot(draft, online),
		})));
		this.#note();
		if (atEnd || drafts.some((draft) => Date.now() - draft.at < 1000)) {
			this.#goToEnd();
		}
	}

	/** Says on the message where it is in the log, once that is known. */
	showPlace(message) {
		const badge = this.#badges.get(message);
		if (badge && message.place) {
			badge.textContent = `p${message.place.partition} · ${message.place.offset}`;
			badge.title = `In the log: partition ${message.place.partition}, offset ${message.place.offset}`;
		}
	}

	/** The messages that can be seen now, to look them up in the log first. */
	visible() {
		return (this.#timeline?.entries ?? []).slice(-60);
	}

	#added(entry) {
		const atEnd = this.#atEnd();
		const { list, toEnd } = this.#parts;
		list.append(...this.#views(this.#timeline.entries.at(-2), entry));
		this.#note();
		if (atEnd || !this.#timeline.complete || entry.author === this.#me()) {
			this.#goToEnd();
			this.#timeline.trim();
		} else {
			toEnd.hidden = false;
		}
	}

	/** Shows older entries above the others without moving these. */
	#addedBefore(count) {
		const { list, scroller } = this.#parts;
		const { entries } = this.#timeline;
		const fromEnd = scroller.scrollHeight - scroller.scrollTop;
		list.setAttribute("aria-live", "off");
		// What was the first has another neighbour now.
		this.#shown.get(entries[count])?.forEach((view) => view.remove());
		list.prepend(...this.#viewsOf(entries.slice(0, count + 1)));
		this.#note();
		scroller.scrollTop = scroller.scrollHeight - fromEnd;
		setTimeout(() => list.setAttribute("aria-live", "polite"), SETTLING);
	}

	#showAll() {
		const atEnd = this.#atEnd();
		this.#parts.list.replaceChildren(...this.#viewsOf(this.#timeline.entries));
		this.#note();
		if (atEnd) {
			this.#goToEnd();
		}
	}

	#viewsOf(entries) {
		return entries.flatMap((entry, index) => this.#views(entries[index - 1], entry));
	}

	#views(previous, entry) {
		const views = entry.gap ? [gapView(entry)] : this.#messageViews(previous, entry);
		this.#shown.set(entry, views);
		return views;
	}

	#messageViews(previous, message) {
		const separator = daySeparator(previous, message);
		const foot = message.messageId ? this.#badge(message) : null;
		const view = messageView(message, { grouped: continues(previous, message), own: message.author === this.#me(), foot });
		return separator ? [separator, view] : [view];
	}

	#badge(message) {
		const badge = element("button", { class: "badge", type: "button", title: "See it in Kafka", onclick: () => this.#actions.onInspect(message) }, "✓ in the log");
		this.#badges.set(message, badge);
		this.showPlace(message);
		return badge;
	}

	#draftFoot(draft, online) {
		if (!draft.error) {
			return element("p", { class: "draft-state" }, online ? "Sending…" : "Waiting for the connection…");
		}
		const action = (label, act) => element("button", { class: "text-button", type: "button", onclick: () => act(draft) }, label);
		return element("p", { class: "draft-state failed", role: "alert" }, `Not sent: ${draft.error} `,
			...(draft.retryable ? [action("Try again", this.#actions.onRetry)] : []),
			action("Edit", this.#actions.onEdit), action("Remove", this.#actions.onDiscard));
	}

	#note() {
		const { list, note, pending } = this.#parts;
		// What was said before somebody came in is not read aloud message by message.
		list.setAttribute("aria-busy", String(!this.#timeline.complete));
		const empty = this.#timeline.entries.length === 0 && pending.childElementCount === 0;
		note.hidden = !empty;
		note.textContent = this.#timeline.complete ? `Nothing has been said in ${this.#room} yet. Say hello!` : "Reading what was said…";
	}

	#atEnd() {
		const { scroller } = this.#parts;
		return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
	}

	#goToEnd() {
		const { scroller, toEnd } = this.#parts;
		scroller.scrollTop = scroller.scrollHeight;
		toEnd.hidden = true;
	}
}
