import { hook } from "./internal/hook.js";
import { readPage } from "./internal/history-page.js";
import { Session } from "./internal/session.js";
import { Subscription } from "./internal/subscription.js";
import { TabPositions } from "./internal/tab-positions.js";

const MOST_AT_ONCE = 1000;

/** Unique in the page, since several relays may share a client; few and small, so that subscribers share frames. */
let ids = 0;

/**
 * Subscriptions that go on where they were: over reconnects, other nodes and reloads of the page. It works on a client of
 * `@stomp/stompjs`, or any object with the same interface, and the headers of Chat Relay. `chat-relay.d.ts` has the whole
 * contract.
 */
export class ChatRelay {
	#client = null;
	#session = null;
	#unhook = [];
	#subscriptions = new Map();
	#options;
	#positions;
	#closed = false;

	/**
	 * @param {object|null} client connected or not; null: `attach` brings one later
	 * @param {object} options
	 * @param {Storage|null} [options.storage] this tab's own; by default sessionStorage, null: nothing outlives the page
	 * @param {string} [options.namespace] tells relays of one page apart in the storage
	 * @param {(error: unknown) => void} [options.onError] gets what the application's callbacks throw
	 * @param {number} [options.quietMillis] a replay after which nothing comes for so long is over
	 */
	constructor(client = null, { storage = ownStorage(), namespace = "chat-relay", onError = report, quietMillis = 300 } = {}) {
		this.#options = { onError, quietMillis };
		this.#positions = new TabPositions(storage, `${namespace}.positions`);
		this.attach(client);
	}

	/**
	 * Goes on over another client, or over none until the next one comes (null). What it had set on the client before stays
	 * without effect; subscriptions on a connection that is still open are ended there.
	 */
	attach(client) {
		this.#refuseIfClosed();
		if (client === this.#client) {
			return;
		}
		this.#detach();
		this.#client = client;
		if (client === null) {
			return;
		}
		this.#unhook = [
			hook(client, "onConnect", () => this.#connected()),
			hook(client, "onStompError", (frame) => this.#session?.refused(frame)),
			hook(client, "onWebSocketClose", () => this.#disconnected()),
		];
		if (client.connected) {
			this.#connected();
		}
	}

	/**
	 * Subscribes now if there is a connection, and on each that comes.
	 *
	 * @param {string} destination
	 * @param {(message: object) => void} onMessage gets each message once. The position moves when it returns; it also moves
	 *     when it throws: the error goes to `onError`, and the message does not come again
	 * @param {object} [options]
	 * @param {string} [options.from] where to start when there is no position yet: now, earliest, last=50, an instant, a message-id
	 * @param {string|null} [options.name] under which the position is stored; null: not stored; by default the destination
	 * @param {(state: {position: string|null, recovered: boolean}) => void} [options.onSubscribed] what is sent from now on arrives
	 * @param {() => void} [options.onLive] all that was replayed has been handed over
	 * @param {(gap: {reason: string, message: object|null}) => void} [options.onGap] messages are missing, here
	 * @param {(text: string) => void} [options.onRefused] the server refused it for good, and it has ended
	 * @returns {Subscription}
	 */
	subscribe(destination, onMessage, { name, ...options } = {}) {
		this.#refuseIfClosed();
		const key = this.#keyOf(destination, name);
		const subscription = new Subscription(destination, onMessage, options, {
			id: nextId(),
			quietMillis: this.#options.quietMillis,
			place: name === null ? null : this.#placeOf(key, destination),
			call: (callback, ...values) => this.#call(callback, values),
			onEnd: () => this.#subscriptions.delete(key),
		});
		this.#subscriptions.set(key, subscription);
		if (this.#session !== null) {
			subscription.start(this.#session);
		}
		return subscription;
	}

	/**
	 * Reads up to `count` messages before one, oldest first.
	 *
	 * @param {string} destination
	 * @param {string} before the message-id of the oldest message there is
	 * @param {object} [options]
	 * @param {number} [options.count] 1 to 1000
	 * @param {number} [options.timeoutMillis]
	 * @returns {Promise<{messages: object[], gap: string|null, atStart: boolean}>} rejected if there is no connection, it breaks,
	 *     the server refuses it, keeps no history, or does not answer in time
	 */
	async pageBefore(destination, before, { count = 50, timeoutMillis = 30_000 } = {}) {
		this.#refuseIfClosed();
		if (!Number.isInteger(count) || count < 1 || count > MOST_AT_ONCE) {
			throw new RangeError(`count: ${count} (expected: 1 to ${MOST_AT_ONCE})`);
		}
		if (typeof before !== "string" || before === "" || before.startsWith("local-")) {
			throw new TypeError(`before: ${before} (expected: the message-id of a message in the log)`);
		}
		if (this.#session === null) {
			throw new Error("There is no connection");
		}
		return readPage(this.#session, nextId(), destination, { before, count, timeoutMillis });
	}

	/** Ends all subscriptions and leaves the client alone. Positions stay stored for the relay that comes next. */
	close() {
		if (!this.#closed) {
			this.#closed = true;
			this.#subscriptions.forEach((subscription) => subscription.close());
			this.#detach();
			this.#client = null;
			this.#subscriptions.clear();
			this.#positions.close();
		}
	}

	#connected() {
		this.#disconnected();
		const session = new Session(this.#client);
		this.#session = session;
		for (const subscription of [...this.#subscriptions.values()]) {
			// A callback may have attached another client meanwhile.
			if (this.#session === session) {
				subscription.start(session);
			}
		}
	}

	#disconnected() {
		const session = this.#session;
		this.#session = null;
		session?.close();
	}

	#detach() {
		this.#unhook.forEach((unhook) => unhook());
		this.#unhook = [];
		const session = this.#session;
		this.#session = null;
		session?.leave();
	}

	#keyOf(destination, name) {
		if (name === null) {
			// None that could shift the names of others, which a later page may subscribe without this one.
			return Symbol(destination);
		}
		if (typeof name === "string") {
			if (this.#subscriptions.has(name)) {
				throw new Error(`name: "${name}" (expected: one that no other subscription has)`);
			}
			return name;
		}
		let key = destination;
		for (let copy = 2; this.#subscriptions.has(key); copy += 1) {
			key = `${destination}#${copy}`;
		}
		return key;
	}

	#placeOf(name, destination) {
		return {
			get: () => this.#positions.get(name, destination),
			set: (position) => this.#positions.set(name, destination, position),
			delete: () => this.#positions.delete(name),
		};
	}

	/** The client drops the rest of what the socket brought if a callback throws, so nothing may. */
	#call(callback, values) {
		try {
			callback?.(...values);
		} catch (error) {
			try {
				this.#options.onError(error);
			} catch (another) {
				report(another);
			}
		}
	}

	#refuseIfClosed() {
		if (this.#closed) {
			throw new Error("The relay is closed");
		}
	}
}

const nextId = () => `relay-${(ids += 1)}`;

function ownStorage() {
	try {
		return globalThis.sessionStorage ?? null;
	} catch {
		return null;
	}
}

function report(error) {
	if (typeof globalThis.reportError === "function") {
		globalThis.reportError(error);
	} else {
		setTimeout(() => {
			throw error;
		});
	}
}
