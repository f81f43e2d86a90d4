/** The server's REST end points. A failed request rejects with an error whose message can be shown. */
async function get(path) {
	let response;
	try {
		response = await fetch(path, { headers: { Accept: "application/json" } });
	} catch {
		throw new Error("The server cannot be reached.");
	}
	if (response.status === 404) {
		return null;
	}
	if (response.status === 503) {
		throw new Error("Kafka does not answer now.");
	}
	if (!response.ok) {
		const problem = await response.json().catch(() => ({}));
		throw new Error(problem.detail ?? `The server answered ${response.status}.`);
	}
	return response.json();
}

export const roomNames = () => get("/api/rooms");

export const logStatus = () => get("/api/log");

export const recordOf = (messageId) => get(`/api/log/positions/${encodeURIComponent(messageId)}`);

export const lastRecords = (limit, room) =>
	get(`/api/log/records?limit=${limit}${room ? `&room=${encodeURIComponent(room)}` : ""}`);
