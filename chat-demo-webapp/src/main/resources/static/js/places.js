import { recordOf } from "./api.js";

/** The Kafka record of a message; null if the log does not have it. Notes the place on the message. */
export async function findRecord(message) {
	if (!message.messageId) {
		return null;
	}
	const record = await recordOf(message.messageId);
	if (record) {
		message.place = { partition: record.partition, offset: record.offset };
	}
	return record;
}

/** Looks up those messages whose place is not known, newest first; yields each when it is found. */
export async function* places(messages) {
	for (const message of [...messages].reverse()) {
		if (!message.place && message.messageId) {
			try {
				if (await findRecord(message)) {
					yield message;
				}
			} catch {
				// Kafka does not answer now; the places are looked up again when the panel is opened the next time.
				return;
			}
		}
	}
}
