/** The message in a frame; null if it is none, since anybody who may write to the Kafka topic can put anything there. */
export function messageOf(frame) {
	let body;
	try {
		body = JSON.parse(frame.body);
	} catch {
		return null;
	}
	const { id, room, author, text, sentAt } = body ?? {};
	if (![id, room, author, text, sentAt].every((part) => typeof part === "string") || Number.isNaN(Date.parse(sentAt))) {
		return null;
	}
	return { id, room, author, text, at: Number(frame.headers.timestamp) || Date.parse(sentAt), messageId: placeOf(frame) };
}

/** The place of a frame in the log; undefined from a broker without a log, which sends no timestamp. */
export function placeOf(frame) {
	return frame.headers.timestamp ? frame.headers["message-id"] : undefined;
}

/** What a page of the history shows: its messages, and lines where some are missing. */
export function entriesOf({ messages, gap }) {
	const entries = messages.flatMap((frame) => {
		const message = messageOf(frame);
		return [...(frame.headers.gap ? [{ gap: frame.headers.gap }] : []), ...(message ? [message] : [])];
	});
	return gap && !entries.some((entry) => entry.gap) ? [{ gap }, ...entries] : entries;
}
