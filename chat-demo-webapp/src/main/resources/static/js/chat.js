import { logStatus, roomNames } from "./api.js";
import { entriesOf, messageOf, placeOf } from "./chat-message.js";
import { Timeline } from "./timeline.js";

const HISTORY = 50;

const destinationOf = (room) => `/topic/rooms.${room}`;

/**
 * Joins rooms over the connection: a room begins with its last messages and, after a break, goes on where it was. Keeps
 * listening to the rooms that were visited.
 */
export class Chat {
	#connection;
	#rooms;
	#outbox;
	#timelines = new Map();
	/** Whether there is no log behind the server: then there is nothing to wait for before what comes now. */
	#logless = false;

	constructor(connection, rooms, outbox) {
		this.#connection = connection;
		this.#rooms = rooms;
		this.#outbox = outbox;
		connection.relay.subscribe("/topic/rooms", (frame) => this.#announced(frame));
		connection.addEventListener("online", () => this.#resume());
		connection.addEventListener("state", ({ detail }) => {
			if (detail.state !== "online") {
				this.#timelines.forEach((timeline) => timeline.interrupted());
			}
		});
	}

	/** The timeline of a room, joined from now on. */
	timelineOf(room) {
		const known = this.#timelines.get(room);
		if (known) {
			return known;
		}
		const timeline = this.#listenTo(room);
		if (this.#connection.state === "online") {
			this.#enter(room, timeline);
		}
		return timeline;
	}

	/**
	 * Whether a draft may go out now: its room is listened to, and if it went out before, all that was said there has been read
	 * and does not have it.
	 */
	mayTake(draft) {
		const timeline = this.#timelines.get(draft.room);
		return this.#connection.state === "online" && timeline !== undefined && (!draft.sentBefore || timeline.live);
	}

	/** Reads what was said before what is shown; rejects if that cannot be read now. */
	async readOlder(timeline) {
		const [room] = [...this.#timelines].find(([, other]) => other === timeline);
		const before = timeline.oldestId;
		const page = await this.#connection.relay.pageBefore(destinationOf(room), before, { count: HISTORY });
		if (timeline.oldestId === before) {
			const oldestId = page.messages[0]?.headers["message-id"] ?? before;
			timeline.takeOlder(entriesOf(page), { oldestId, atStart: page.atStart });
		}
	}

	#resume() {
		roomNames().then((names) => this.#rooms.add(names ?? []), () => {});
		logStatus().then(({ topic }) => this.#found({ log: topic !== null }), () => {});
		this.#outbox.rooms().filter((room) => !this.#timelines.has(room)).forEach((room) => this.#listenTo(room));
		this.#timelines.forEach((timeline, room) => this.#enter(room, timeline));
	}

	#found({ log }) {
		this.#logless = !log;
		if (this.#logless && this.#connection.state === "online") {
			this.#timelines.forEach((timeline) => timeline.caughtUp());
		}
	}

	#announced(frame) {
		try {
			this.#rooms.add([String(JSON.parse(frame.body).room)]);
		} catch {
			// Not an announcement.
		}
	}

	#listenTo(room) {
		const timeline = new Timeline();
		this.#timelines.set(room, timeline);
		timeline.addEventListener("live", () => this.#outbox.flush(room, timeline));
		this.#connection.relay.subscribe(destinationOf(room), (frame) => this.#arrived(room, timeline, frame), {
			from: `last=${HISTORY}`,
			onGap: ({ reason }) => timeline.missing(reason),
			onLive: () => timeline.caughtUp(),
		});
		return timeline;
	}

	#enter(room, timeline) {
		this.#connection.send(`/app/rooms/${room}/enter`, {}, "{}");
		if (this.#logless) {
			timeline.caughtUp();
		} else {
			this.#outbox.flush(room, timeline);
		}
	}

	#arrived(room, timeline, frame) {
		timeline.oldestId ??= placeOf(frame) ?? null;
		const message = messageOf(frame);
		if (message === null) {
			return;
		}
		this.#outbox.arrived(message);
		if (timeline.complete && !timeline.has(message.author, message.id)) {
			this.#rooms.messageArrived(room);
		}
		timeline.take(message);
		if (room !== this.#rooms.current) {
			timeline.trim();
		}
	}
}
