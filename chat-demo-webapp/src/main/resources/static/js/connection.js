import { ChatRelay } from "/webjars/chat-relay/chat-relay.js";
import { Client } from "/webjars/stomp__stompjs/esm6/index.js";
import { Transport } from "./transport.js";

const FIRST_DELAY = 500;
const LONGEST_DELAY = 20_000;
const CONNECT_TIMEOUT = 10_000;

/**
 * The STOMP connection, which comes back by itself: waiting longer after each failure, at once when the network is back.
 *
 *     connecting ──► online ──► waiting ──► connecting ──► ...
 *          └───────────────────────▲
 *
 * Subscriptions are made with its relay, which takes them up again where they were. Events: `state` (detail: {state, retryAt,
 * reason}), `online` (a new session, on which everything is subscribed again), `rejected` (detail: what the server would not take).
 */
export class Connection extends EventTarget {
	#transport = new Transport();
	#participant = null;
	#client = null;
	#timer = null;
	#failures = 0;
	#refusal = null;
	/** A page that is loaded again is empty, so positions are not stored. */
	relay = new ChatRelay(null, { storage: null });
	state = "connecting";

	constructor() {
		super();
		window.addEventListener("online", () => this.retryNow());
		window.addEventListener("offline", () => this.#lost("There is no network."));
	}

	/** Connects under a name; with another name than before, anew. */
	start(participant) {
		this.#participant = participant;
		this.#failures = 0;
		this.#drop();
		this.#connect();
	}

	retryNow() {
		if (this.#participant !== null && this.state === "waiting") {
			this.#connect();
		}
	}

	/** Hands a frame to the socket; whether it arrives is known only when it comes back. */
	send(destination, headers, body) {
		this.#client.publish({ destination, headers: { "content-type": "application/json", ...headers }, body });
	}

	async #connect() {
		clearTimeout(this.#timer);
		this.#become("connecting");
		this.#refusal = null;
		const attempt = {};
		this.#client = attempt;
		try {
			await this.#transport.prepare();
		} catch {
			this.#lost("The server cannot be reached.");
			return;
		}
		if (this.#client === attempt) {
			this.#client = this.#newClient();
			this.relay.attach(this.#client);
			this.#client.activate();
		}
	}

	#newClient() {
		let opened = false;
		const client = new Client({
			webSocketFactory: () => this.#transport.open(),
			connectHeaders: { participant: this.#participant },
			connectionTimeout: CONNECT_TIMEOUT,
			heartbeatIncoming: 10_000,
			heartbeatOutgoing: 10_000,
			reconnectDelay: 0,
			onConnect: () => {
				opened = true;
				this.#transport.opened();
				this.#failures = 0;
				this.#become("online");
				client.subscribe("/user/queue/errors", (message) => {
					this.dispatchEvent(new CustomEvent("rejected", { detail: JSON.parse(message.body) }));
				});
				this.dispatchEvent(new Event("online"));
			},
			onStompError: (frame) => {
				this.#refusal = frame.headers.message ?? null;
			},
			onWebSocketClose: async () => {
				if (this.#client !== client) {
					return;
				}
				this.#lost(this.#refusal ?? (opened ? "The connection broke." : "The server cannot be reached."));
				if (!opened) {
					await this.#transport.failedToOpen();
				}
			},
		});
		return client;
	}

	#lost(reason) {
		if (this.#participant === null) {
			// There is nothing to lose before a name is given.
			return;
		}
		this.#drop();
		clearTimeout(this.#timer);
		const delay = Math.min(FIRST_DELAY * 2 ** this.#failures, LONGEST_DELAY) * (0.75 + Math.random() / 2);
		this.#failures += 1;
		this.#become("waiting", { retryAt: Date.now() + delay, reason });
		this.#timer = setTimeout(() => this.#connect(), delay);
	}

	#drop() {
		const client = this.#client;
		this.#client = null;
		if (client instanceof Client) {
			client.onConnect = () => {};
			client.deactivate({ force: true });
		}
	}

	#become(state, detail = {}) {
		this.state = state;
		this.dispatchEvent(new CustomEvent("state", { detail: { state, transport: this.#transport.kind, ...detail } }));
	}
}
