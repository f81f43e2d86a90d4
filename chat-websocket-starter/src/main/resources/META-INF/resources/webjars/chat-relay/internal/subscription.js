import { Seen } from "./seen.js";

/** As many as `last` may ask for: what is read once more after a refused position is shown once. */
const REMEMBERED = 1000;
/** An ERROR may have a passing reason, such as a node that stops. */
const TRIES = 3;
/** How the server's text begins when no connection would take the value: `from: "..." (expected: ...)`. */
const ABOUT_FROM = /^from\b/;
/** Patterns and user destinations have no single place in the log. */
const WITHOUT_PLACE = /[*?{]|^\/user\//;

/**
 * One subscription over all its sessions. Everything is called on the page's thread.
 *
 *     waiting ──start──► asked ──RECEIPT──► behind ◄──► live        any ──closed──► waiting        any ──end──► ended
 */
export class Subscription {
	#destination;
	#onMessage;
	#options;
	#context;
	#session = null;
	#seen = new Seen(REMEMBERED);
	#position = null;
	/** Whether the position came from the server in this page's life: one from the storage may be anything. */
	#proven = false;
	/** Whether the present session tells positions. */
	#placed = false;
	/** Whether the present session was asked for what comes from now on, which nothing brings again. */
	#askedNow = false;
	/** Whether the application may rely on having heard everything since. */
	#established = false;
	#refusals = 0;
	#live = false;
	#ended = false;
	#quiet = null;

	/**
	 * @param {object} context {id, call(callback, ...values), quietMillis, place: {get, set, delete}|null, onEnd(subscription)}
	 */
	constructor(destination, onMessage, options, context) {
		this.#destination = destination;
		this.#onMessage = onMessage;
		this.#options = { from: "now", ...options };
		this.#context = context;
		if (this.#resumable) {
			this.#position = context.place?.get() ?? null;
		} else if (this.#options.from !== "now") {
			throw new Error(`from: "${this.#options.from}" (expected: now, as "${destination}" is a pattern or of a user)`);
		}
	}

	get id() {
		return this.#context.id;
	}

	get destination() {
		return this.#destination;
	}

	get position() {
		return this.#position;
	}

	get live() {
		return this.#live;
	}

	unsubscribe() {
		if (!this.#ended) {
			this.#ended = true;
			this.#interrupt();
			this.#session?.unsubscribe(this.id);
			this.#context.place?.delete();
			this.#context.onEnd(this);
		}
	}

	/** Asks a new session for what comes after the position. */
	start(session) {
		this.#session = session;
		this.#placed = false;
		this.#askedNow = false;
		if (this.#established && this.#position === null) {
			this.#announce("no-position");
		}
		if (this.#ended) {
			return;
		}
		const from = this.#position ?? this.#options.from;
		try {
			session.subscribe(this.id, this.#destination, from === "now" ? {} : { from }, {
				onReceipt: (headers) => this.#stands(headers, from),
				onMessage: (frame) => this.#came(frame),
				onRefused: (text) => this.#refused(text),
				onSuspected: () => this.#suspected(),
				onClosed: () => this.#closed(),
			});
			this.#askedNow = from === "now";
		} catch {
			// The connection is closing, or a callback has attached another client; the next one starts it again.
		}
	}

	/** Stops without forgetting the position. */
	close() {
		this.#ended = true;
		this.#interrupt();
	}

	get #resumable() {
		return !WITHOUT_PLACE.test(this.#destination);
	}

	#stands({ position, recovered, gap }, from) {
		const resumed = from === this.#position;
		this.#refusals = 0;
		this.#established = true;
		this.#placed = this.#resumable && position !== undefined;
		if (this.#placed) {
			this.#moveTo(position);
		}
		if (gap !== undefined) {
			this.#announce(gap);
		} else if (resumed && !this.#placed) {
			this.#announce("no-position");
		}
		this.#tell(this.#options.onSubscribed, { position: position ?? null, recovered: recovered === "true" });
		if (from === "now" || !this.#placed) {
			this.#becomeLive();
		} else {
			this.#fellBehind();
		}
	}

	#came(frame) {
		const { "message-id": id, gap, replayed } = frame.headers;
		this.#established = true;
		if (gap !== undefined) {
			this.#announce(gap, frame);
		}
		if (replayed === "true") {
			this.#fellBehind();
		} else {
			this.#becomeLive();
		}
		// The position follows the server also over what was handed over before.
		if (!this.#ended && this.#seen.add(id)) {
			this.#tell(this.#onMessage, frame);
		}
		// A callback may have ended this, or attached another client, which has not told a position yet.
		if (!this.#ended && this.#placed && !id.startsWith("local-")) {
			this.#moveTo(id);
		}
	}

	#refused(text) {
		this.#askedNow = false;
		if (this.#doubtful && ABOUT_FROM.test(text)) {
			this.#forget();
		} else if (this.#isThird()) {
			if (this.#position !== null) {
				this.#forget();
			} else {
				this.unsubscribe();
				// Not by #tell, which is silent by now.
				this.#context.call(this.#options.onRefused, text);
			}
		}
	}

	/** Most likely another frame was meant, such as a SEND, but a server may not name the frame it refuses. */
	#suspected() {
		if (this.#doubtful && this.#isThird()) {
			this.#forget();
		}
	}

	/** A broker that sends no RECEIPT may have taken the SUBSCRIBE, and what it sends meanwhile is missed. */
	#closed() {
		this.#interrupt();
		if (this.#askedNow && this.#position === null) {
			this.#established = true;
		}
	}

	get #doubtful() {
		return this.#position !== null && !this.#proven;
	}

	#isThird() {
		this.#refusals += 1;
		return this.#refusals >= TRIES;
	}

	#forget() {
		this.#position = null;
		this.#refusals = 0;
		this.#established = false;
		this.#context.place?.delete();
		this.#announce("position-refused");
	}

	#moveTo(position) {
		this.#position = position;
		this.#proven = true;
		this.#context.place?.set(position);
	}

	#fellBehind() {
		this.#live = false;
		clearTimeout(this.#quiet);
		this.#quiet = setTimeout(() => this.#becomeLive(), this.#context.quietMillis);
	}

	#becomeLive() {
		clearTimeout(this.#quiet);
		if (!this.#live && !this.#ended) {
			this.#live = true;
			this.#tell(this.#options.onLive);
		}
	}

	#interrupt() {
		clearTimeout(this.#quiet);
		this.#live = false;
	}

	#announce(reason, message = null) {
		this.#tell(this.#options.onGap, { reason, message });
	}

	#tell(callback, ...values) {
		if (!this.#ended) {
			this.#context.call(callback, ...values);
		}
	}
}
