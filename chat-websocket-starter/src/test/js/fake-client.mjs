/**
 * A client as that of @stomp/stompjs in what a relay sees: callbacks are read when they are called, subscriptions and receipts
 * belong to one connection, using it without one throws, and an error in a callback drops the rest of what the socket brought.
 * The test is the server: `sent` has the client's frames, `message`, `receipt` and `error` answer them.
 */
export class FakeClient {
	onConnect = () => {};
	onStompError = () => {};
	onWebSocketClose = () => {};
	sent = [];
	#connection = null;

	get connected() {
		return this.#connection !== null;
	}

	connect() {
		this.sent = [];
		this.#connection = { subscriptions: new Map(), receipts: new Map() };
		this.onConnect({ command: "CONNECTED", headers: { version: "1.2" } });
		return this;
	}

	disconnect() {
		this.#connection = null;
		this.onWebSocketClose({ code: 1006 });
	}

	reconnect() {
		this.disconnect();
		return this.connect();
	}

	subscribe(destination, callback, headers = {}) {
		this.#checkConnection();
		this.#connection.subscriptions.set(headers.id, callback);
		this.sent.push({ command: "SUBSCRIBE", destination, ...headers });
		return { id: headers.id, unsubscribe: () => this.unsubscribe(headers.id) };
	}

	unsubscribe(id) {
		this.#checkConnection();
		this.#connection.subscriptions.delete(id);
		this.sent.push({ command: "UNSUBSCRIBE", id });
	}

	watchForReceipt(receipt, callback) {
		this.#checkConnection();
		this.#connection.receipts.set(receipt, callback);
	}

	/** The n-th SUBSCRIBE of this connection that is for a destination. */
	asked(destination, index = 0) {
		return this.sent.filter((frame) => frame.command === "SUBSCRIBE" && frame.destination === destination)[index];
	}

	/** Answers a SUBSCRIBE. */
	receipt(asked, headers = {}) {
		const watcher = this.#connection.receipts.get(asked.receipt);
		this.#connection.receipts.delete(asked.receipt);
		watcher?.({ command: "RECEIPT", headers: { "receipt-id": asked.receipt, ...headers } });
	}

	/** Delivers a message; nothing happens if the client does not know the subscription any more. */
	message(asked, messageId, headers = {}) {
		this.#connection?.subscriptions.get(asked.id)?.(this.frame(asked, messageId, headers));
	}

	replayed(asked, ...messageIds) {
		messageIds.forEach((id) => this.message(asked, id, { replayed: "true" }));
	}

	frame(asked, messageId, headers) {
		return { command: "MESSAGE", headers: { subscription: asked.id, "message-id": messageId, ...headers }, body: `body of ${messageId}` };
	}

	/** The callback of a subscription, for what is already under way when it ends. */
	callbackOf(asked) {
		return this.#connection.subscriptions.get(asked.id);
	}

	/** An ERROR frame, after which the server closes. */
	error(text, headers = {}) {
		this.onStompError({ command: "ERROR", headers: { message: text, ...headers }, body: "" });
		this.disconnect();
	}

	#checkConnection() {
		if (!this.connected) {
			throw new TypeError("There is no underlying STOMP connection");
		}
	}
}
