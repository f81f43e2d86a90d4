import { element } from "./dom.js";

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** A record as Kafka has it: its place in one line, everything when opened. */
export function recordView(record, { open = false, title = null } = {}) {
	const place = element("span", { class: "record-place" },
		element("span", { title: "Partition" }, `p${record.partition}`), element("span", { title: "Offset" }, `@${record.offset}`));
	const summary = element("summary", {},
		...(title ? [element("strong", { class: "record-title" }, title)] : [place, element("span", { class: "record-value" }, preview(record.value)), element("time", { title: FULL.format(record.timestamp) }, TIME.format(record.timestamp))]));
	const headers = record.headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
	const rows = [
		["topic", record.topic], ["partition", record.partition], ["offset", record.offset],
		["timestamp", `${record.timestamp} (${FULL.format(record.timestamp)})`],
		["key", record.key || "(none)"], ["headers", headers || "(none)"], ["value", record.value || "(none)"],
	];
	const list = element("dl", {}, ...rows.flatMap(([name, value]) =>
		[element("dt", {}, name), element("dd", { dataset: { field: name } }, String(value))]));
	return element("details", { class: "record", open, dataset: { place: `${record.partition}-${record.offset}` } }, summary, list);
}

function preview(value) {
	try {
		const { author, text, room } = JSON.parse(value);
		return text === undefined ? `room ${room}` : `${author}: ${text}`;
	} catch {
		return value;
	}
}
