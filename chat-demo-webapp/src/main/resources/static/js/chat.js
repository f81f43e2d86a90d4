import { lastMessages, roomNames } from "./api.js";
import { Timeline } from "./timeline.js";

const HISTORY = 50;
const HISTORY_AFTER_A_BREAK = 200;
const HISTORY_RETRY = 3_000;

/**
 * Joins rooms over the connection: subscribes first and reads the history then, so that nothing falls between; keeps
 * listening to the rooms that were visited, and takes all of it up again after a break.
 */
export class Chat {
	#connection;
	#rooms;
	#outbox;
	#timelines = new Map();
	/** Counts the sessions, so that an answer for an earlier one is not taken for the present one's. */
	#session = 0;

	constructor(connection, rooms, outbox) {
		this.#connection = connection;
		this.#rooms = rooms;
		this.#outbox = outbox;
		connection.addEventListener("online", () => this.#resume());
	}

	/** The timeline of a room, joined from now on. */
	timelineOf(room) {
		let timeline = this.#timelines.get(room);
		if (!timeline) {
			timeline = new Timeline();
			this.#timelines.set(room, timeline);
			timeline.addEventListener("reset", () => this.#outbox.flush(room, timeline));
			timeline.beginHistory();
			if (this.#connection.state === "online") {
				this.#join(room, timeline);
			}
		}
		return timeline;
	}

	/**
	 * Whether a draft may go out now: its room is listened to, and if it went out before, the history is there and does
	 * not have it.
	 */
	mayTake(draft) {
		const timeline = this.#timelines.get(draft.room);
		const listening = this.#connection.state === "online" && timeline?.subscribedIn === this.#session;
		return listening && (!draft.sentBefore || timeline.completeIn === this.#session);
	}

	#resume() {
		this.#session += 1;
		this.#connection.subscribe("/topic/rooms", (frame) => this.#announced(frame));
		roomNames().then((names) => this.#rooms.add(names ?? []), () => {});
		this.#outbox.rooms().forEach((room) => this.timelineOf(room));
		this.#timelines.forEach((timeline, room) => {
			if (timeline.subscribedIn !== this.#session) {
				this.#join(room, timeline);
			}
		});
	}

	#announced(frame) {
		try {
			this.#rooms.add([String(JSON.parse(frame.body).room)]);
		} catch {
			// Not an announcement.
		}
	}

	#join(room, timeline) {
		timeline.beginHistory();
		timeline.subscribedIn = this.#session;
		this.#connection.subscribe(`/topic/rooms.${room}`, (frame) => this.#arrived(room, timeline, frame));
		this.#connection.send(`/app/rooms/${room}/enter`, {}, "{}");
		this.#readHistory(room, timeline, this.#session);
	}

	async #readHistory(room, timeline, session) {
		const count = timeline.messages.length > 0 ? HISTORY_AFTER_A_BREAK : HISTORY;
		let history;
		try {
			history = ((await lastMessages(room, count)) ?? []).map(fromHistory);
		} catch {
			// What arrives is shown all the same; what was said before is asked for again.
			if (session === this.#session) {
				timeline.endHistory();
				this.#outbox.flush(room, timeline);
				setTimeout(() => this.#retryHistory(room, timeline, session), HISTORY_RETRY);
			}
			return;
		}
		if (session === this.#session) {
			timeline.completeIn = session;
			timeline.takeHistory(history);
		}
	}

	#retryHistory(room, timeline, session) {
		if (session === this.#session && this.#connection.state === "online") {
			this.#readHistory(room, timeline, session);
		}
	}

	#arrived(room, timeline, frame) {
		const message = fromFrame(frame);
		if (message === null) {
			return;
		}
		this.#outbox.arrived(message);
		if (!timeline.has(message.author, message.id)) {
			this.#rooms.messageArrived(room);
		}
		timeline.take(message);
	}
}

/** The message in a frame; null if it is none, since anybody who may write to the Kafka topic can put anything there. */
function fromFrame(frame) {
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
	// A broker without a log sends no timestamp, and its message-id says nothing of a place.
	const logged = Number(frame.headers.timestamp);
	return { id, room, author, text, at: logged || Date.parse(sentAt), messageId: logged ? frame.headers["message-id"] : undefined };
}

function fromHistory({ message: { id, author, text }, timestamp, partition, offset }) {
	return { id, author, text, at: timestamp, place: { partition, offset } };
}
