import { element, hueOf, initialsOf } from "./dom.js";
import { withLinks } from "./links.js";

const GROUP_GAP = 5 * 60_000;

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

const dayOf = (at) => new Date(at).toDateString();

function dayName(at) {
	const today = new Date();
	const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
	if (dayOf(at) === today.toDateString()) {
		return "Today";
	}
	return dayOf(at) === yesterday.toDateString() ? "Yesterday" : DAY.format(at);
}

/** Whether a message goes on under the name that stands above the one before it. */
export function continues(previous, message) {
	return Boolean(previous) && previous.author === message.author && dayOf(previous.at) === dayOf(message.at)
		&& message.at - previous.at < GROUP_GAP;
}

/** The line between two days, or null within one. */
export function daySeparator(previous, message) {
	if (previous && dayOf(previous.at) === dayOf(message.at)) {
		return null;
	}
	return element("li", { class: "day" }, element("span", {}, dayName(message.at)));
}

const MISSING = new Map([
	["retention", "Messages are missing here: the log keeps them no longer"],
	["topic-recreated", "Messages are missing here: the log was made anew"],
	["truncated", "Messages are missing here: the log lost them"],
	["skipped", "Messages were left out here: the connection was too slow"],
]);

/** The line where messages are missing. */
export function gapView({ gap }) {
	return element("li", { class: "gap", dataset: { reason: gap } }, element("span", {}, MISSING.get(gap) ?? "Messages may be missing here"));
}

/** A message: with picture, author and time, or as the continuation of the one before. */
export function messageView(message, { grouped, own, foot }) {
	const time = element("time", { datetime: new Date(message.at).toISOString(), title: FULL.format(message.at) }, TIME.format(message.at));
	const head = element("p", { class: grouped ? "message-head visually-hidden" : "message-head" },
		element("strong", { class: "author" }, message.author), " ", grouped ? TIME.format(message.at) : time);
	const picture = grouped
		? element("span", { class: "message-time", "aria-hidden": "true" }, time)
		: element("span", { class: "avatar", "aria-hidden": "true", dataset: { hue: hueOf(message.author) } }, initialsOf(message.author));
	const text = element("p", { class: onlyEmoji(message.text) ? "message-text large" : "message-text", dir: "auto" }, ...withLinks(message.text));
	return element("li", { class: `message${grouped ? " grouped" : ""}${own ? " own" : ""}` },
		picture, element("div", { class: "message-body" }, head, text, ...(foot ? [foot] : [])));
}

/** One to three emoji and nothing else are worth showing larger. */
function onlyEmoji(text) {
	return /^(?:\p{Extended_Pictographic}[\p{M}\u200D\uFE0F\p{Emoji_Modifier}\p{Extended_Pictographic}]*\s?){1,3}$/u.test(text);
}
