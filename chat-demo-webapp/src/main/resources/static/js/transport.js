/**
 * Opens the socket that STOMP frames go over: a WebSocket, or SockJS where WebSockets do not get through (a proxy, a
 * virus scanner). `?transport=sockjs` or `?transport=websocket` in the page's address decides it.
 */
const FAILURES_BEFORE_FALLBACK = 2;

export class Transport {
	#forced = new URLSearchParams(location.search).get("transport");
	#failures = 0;
	#sockJs = null;

	/** @returns {"websocket"|"sockjs"} what the next socket will be */
	get kind() {
		if (this.#forced === "sockjs" || this.#forced === "websocket") {
			return this.#forced;
		}
		return this.#failures >= FAILURES_BEFORE_FALLBACK ? "sockjs" : "websocket";
	}

	/** Loads what the next socket needs. */
	async prepare() {
		if (this.kind === "sockjs" && !this.#sockJs) {
			await import("/webjars/sockjs-client/dist/sockjs.min.js");
			this.#sockJs = globalThis.SockJS;
		}
	}

	open() {
		if (this.kind === "sockjs") {
			return new this.#sockJs("/sockjs");
		}
		const url = new URL("/ws", location.href);
		url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
		return new WebSocket(url, ["v12.stomp", "v11.stomp"]);
	}

	opened() {
		// Having fallen back it stays there: what keeps WebSockets out now will do so the next time.
		if (this.kind === "websocket") {
			this.#failures = 0;
		}
	}

	/** A socket closed before it opened. If the server is there all the same, it is the WebSocket that does not work. */
	async failedToOpen() {
		if (this.kind !== "websocket" || this.#forced) {
			return;
		}
		try {
			const response = await fetch("/sockjs/info", { cache: "no-store" });
			this.#failures = response.ok ? this.#failures + 1 : 0;
		} catch {
			this.#failures = 0;
		}
	}
}
