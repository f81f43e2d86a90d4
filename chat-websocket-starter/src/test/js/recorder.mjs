/** The application's side of a subscription: writes down what is called, in order. */
export class Recorder {
	events = [];
	onMessage = (message) => {
		this.events.push(message.headers["message-id"]);
	};

	/** Callbacks to subscribe with. */
	options(more = {}) {
		return {
			onSubscribed: ({ recovered }) => this.events.push(recovered ? "subscribed, recovered" : "subscribed"),
			onLive: () => this.events.push("live"),
			onGap: ({ reason, message }) => this.events.push(message === null ? `gap ${reason}` : `gap ${reason} before ${message.headers["message-id"]}`),
			onRefused: (text) => this.events.push(`refused ${text}`),
			...more,
		};
	}

	get messages() {
		return this.events.filter((event) => /^(local-)?m?\d+$/.test(event));
	}

	take() {
		return this.events.splice(0);
	}
}

export const millis = (count) => new Promise((resolve) => setTimeout(resolve, count));
