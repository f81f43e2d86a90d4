/** Shows whether the chat is connected, and counts down to the next try. */
export function setUpStatus(connection, { status, text, retry }) {
	let ticker = null;

	function countDown({ retryAt, reason }) {
		const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
		const offline = navigator.onLine ? "Offline" : "No network";
		text.textContent = `${offline} · retry in ${seconds} s`;
		status.title = reason;
	}

	connection.addEventListener("state", ({ detail }) => {
		clearInterval(ticker);
		status.dataset.state = detail.state;
		status.dataset.transport = detail.transport;
		retry.hidden = detail.state !== "waiting";
		if (detail.state === "waiting") {
			// Only the change is worth saying aloud, not every second.
			status.setAttribute("aria-live", "off");
			countDown(detail);
			ticker = setInterval(() => countDown(detail), 500);
		} else {
			status.setAttribute("aria-live", "polite");
			text.textContent = detail.state === "online" ? "Online" : "Connecting…";
			status.title = detail.state === "online" ? `Connected by ${detail.transport === "sockjs" ? "SockJS" : "WebSocket"}` : "";
		}
	});
	retry.addEventListener("click", () => connection.retryNow());
}
