let receipts = 0;

/**
 * One connection of a client, from CONNECTED until it closes: sends SUBSCRIBE frames that ask for a receipt, and tells
 * each listener what becomes of its own. Listeners have `onReceipt(headers)`, `onMessage(frame)`, `onRefused(text)`: an
 * ERROR names this SUBSCRIBE; `onSuspected()`: an ERROR names no frame while this one is unanswered; `onClosed()`.
 */
export class Session {
	#client;
	#entries = new Map();
	#over = false;

	constructor(client) {
		this.#client = client;
	}

	/** Throws if there is no connection any more, or it is not ours. */
	subscribe(id, destination, headers, listener) {
		if (this.#over) {
			throw new Error("The connection is over");
		}
		const entry = { receipt: `${id}-${(receipts += 1)}`, answered: false, listener };
		const ifCurrent = (act) => (frame) => {
			if (this.#entries.get(id) === entry) {
				act(frame);
			}
		};
		this.#entries.set(id, entry);
		try {
			this.#client.watchForReceipt(entry.receipt, ifCurrent((frame) => {
				entry.answered = true;
				listener.onReceipt(frame.headers);
			}));
			this.#client.subscribe(destination, ifCurrent((frame) => listener.onMessage(frame)), { ...headers, id, receipt: entry.receipt });
		} catch (failure) {
			this.#entries.delete(id);
			throw failure;
		}
	}

	unsubscribe(id) {
		if (this.#entries.delete(id)) {
			try {
				this.#client.unsubscribe(id);
			} catch {
				// The connection is gone, and the subscription with it.
			}
		}
	}

	/** The server sent an ERROR; the connection is about to close. */
	refused({ headers }) {
		const named = headers["receipt-id"];
		const text = headers.message ?? "The server refused it";
		for (const { receipt, answered, listener } of [...this.#entries.values()]) {
			if (receipt === named) {
				listener.onRefused(text);
			} else if (named === undefined && !answered) {
				listener.onSuspected();
			}
		}
	}

	/** The connection is gone, or is not ours any more. */
	close() {
		this.#over = true;
		const entries = [...this.#entries.values()];
		this.#entries.clear();
		entries.forEach(({ listener }) => listener.onClosed());
	}

	/** Ends what runs over the connection, which stays open. */
	leave() {
		this.#over = true;
		[...this.#entries].forEach(([id, { listener }]) => {
			this.unsubscribe(id);
			listener.onClosed();
		});
	}
}
