import { element } from "./dom.js";
import { continues, daySeparator, messageView } from "./message-view.js";

const NEAR_END = 80;

/** Shows the open room's messages and stays at their end, unless somebody reads further up. */
export class TimelineView {
	#parts;
	#actions;
	#timeline = null;
	#room = null;
	#me = null;
	#listening = null;
	#badges = new WeakMap();

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
		timeline.addEventListener("reset", () => this.#showAll(), { signal });
		this.#showAll();
		this.#goToEnd();
	}

	/** Shows what is on its way. */
	showPending(drafts, online) {
		const { pending } = this.#parts;
		const atEnd = this.#atEnd();
		const before = this.#timeline?.messages.at(-1);
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
		return (this.#timeline?.messages ?? []).slice(-60);
	}

	#added(message) {
		const atEnd = this.#atEnd();
		const { list, toEnd } = this.#parts;
		list.append(...this.#views(this.#timeline.messages.at(-2), message));
		this.#note();
		if (atEnd || message.author === this.#me()) {
			this.#goToEnd();
		} else {
			toEnd.hidden = false;
		}
	}

	#showAll() {
		const { list } = this.#parts;
		const atEnd = this.#atEnd();
		list.setAttribute("aria-busy", "true");
		const { messages } = this.#timeline;
		list.replaceChildren(...messages.flatMap((message, index) => this.#views(messages[index - 1], message)));
		list.setAttribute("aria-busy", "false");
		this.#note();
		if (atEnd) {
			this.#goToEnd();
		}
	}

	#views(previous, message) {
		const separator = daySeparator(previous, message);
		const foot = message.messageId || message.place ? this.#badge(message) : null;
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
		const { note, pending } = this.#parts;
		const empty = this.#timeline.messages.length === 0 && pending.childElementCount === 0;
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
